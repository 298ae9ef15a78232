import type { RawDelivery } from '../../port/adapter.ts'
import type { MailSettings } from '../settings.ts'
import { nobodyVouches, serverVerdict, type Verdict } from '../trust/trust-of.ts'
import type { Header } from '../understand/mime/headers.ts'

/**
 * Who vouches for the sender: our own mail server by the header it writes, else what our listener found out when the mail came.
 * To our listener anybody may say anything, so there the header counts only from the server's own address.
 */
export function verdictOf(
  headers: readonly Header[],
  delivery: RawDelivery,
  { authservId, relays = [] }: MailSettings,
  from: string,
): Verdict {
  const fromServer = delivery.method === 'IMAP' || relays.includes(delivery.headers['remote-address'] ?? '')
  if (authservId !== undefined && fromServer) return serverVerdict(headers, authservId, from)
  return toldVerdict(delivery.headers.verdict)
}

/** Written by our listener, beside the mail and never in it. */
export function toldVerdict(told: string | undefined): Verdict {
  if (told === undefined) return nobodyVouches
  const [vouched, spf, dkim, dmarc, signers = '-'] = told.split(' ')
  const result = (word: string | undefined) => (word === undefined || word === '-' ? null : word)
  return {
    trust: { by: 'listener', spf: result(spf), dkim: result(dkim), dmarc: result(dmarc) },
    vouched: vouched === 'vouched',
    signers: signers === '-' ? [] : signers.split(','),
  }
}

export const tellVerdict = ({ trust, vouched, signers }: Verdict): string =>
  [
    vouched ? 'vouched' : 'nobody',
    trust.spf ?? '-',
    trust.dkim ?? '-',
    trust.dmarc ?? '-',
    signers
      .filter((domain) => /^[a-z0-9._-]+$/.test(domain))
      .slice(0, 10)
      .join(',') || '-',
  ].join(' ')
