import { Resolver } from 'node:dns/promises'
import { splitAddress } from '../address.ts'
import { isSilent, nobodyVouches, sameDomain, type Verdict } from './trust-of.ts'

/** Answers records as node:dns does. */
export type Ask = (domain: string, type: string) => Promise<string[] | string[][]>

export interface Envelope {
  ip: string
  helo: string
  mailFrom: string
}
const WITHIN_MS = 5_000

/** SPF, DKIM and DMARC of a mail that came to our own listener. Whoever cannot be asked in time vouches for nobody. */
export async function verifyMail(bytes: Buffer, envelope: Envelope, ask: Ask): Promise<Verdict> {
  const timer = Promise.withResolvers<Verdict>()
  const timeout = setTimeout(() => timer.resolve(nobodyVouches), WITHIN_MS)
  try {
    return await Promise.race([verify(bytes, envelope, ask), timer.promise])
  } catch {
    return nobodyVouches
  } finally {
    clearTimeout(timeout)
  }
}

async function verify(bytes: Buffer, { ip, helo, mailFrom }: Envelope, ask: Ask): Promise<Verdict> {
  // With the first mail: it takes as long to load as a third of the program.
  const { authenticate } = await import('mailauth')
  const found = await authenticate(bytes, {
    ip,
    helo,
    sender: mailFrom,
    mta: 'switchboard',
    resolver: ask,
    disableArc: true,
    disableBimi: true,
  })
  const { spf, dkim, dmarc } = found
  const results = dkim.results ?? []
  const from = dkim.headerFrom?.length === 1 ? (splitAddress(dkim.headerFrom[0] ?? '')?.domain ?? '') : ''
  const said = dmarc === false ? null : dmarc.status.result
  const aligned =
    results.some(({ status }) => status.result === 'pass' && typeof status.aligned === 'string') ||
    (spf !== false && spf.status.result === 'pass' && sameDomain(splitAddress(mailFrom)?.domain ?? '', from))
  return {
    trust: {
      by: 'listener',
      spf: spf === false ? null : spf.status.result,
      dkim: (results.find(({ status }) => status.result === 'pass') ?? results[0])?.status.result ?? null,
      dmarc: said,
    },
    vouched: from !== '' && (said === 'pass' || (isSilent(said) && aligned)),
    signers: results.flatMap((one) => (one.status.result === 'pass' ? (one.signingDomain?.toLowerCase() ?? []) : [])),
  }
}

/** Asks the system's servers, or those of the settings. */
export function askWith(servers: readonly string[]): Ask {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 })
  if (servers.length > 0) resolver.setServers(servers)
  return async (domain, type) => {
    const answer: unknown = await resolver.resolve(domain, type)
    return isRecords(answer) ? answer : asMx(answer)
  }
}

/** mailauth reads MX records as node gives them; their type here says strings only. */
const asMx = (answer: unknown): string[] => answer as string[]
const isRecords = (answer: unknown): answer is string[] | string[][] =>
  Array.isArray(answer) && answer.every((one) => typeof one === 'string' || Array.isArray(one))
