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
  const [vouched, spf, dkim, dmarc] = told.split(' ')
  const result = (word: string | undefined) => (word === undefined || word === '-' ? null : word)
  return {
    trust: { by: 'listener', spf: result(spf), dkim: result(dkim), dmarc: result(dmarc) },
    vouched: vouched === 'vouched',
  }
}

export const tellVerdict = ({ trust, vouched }: Verdict): string =>
  [vouched ? 'vouched' : 'nobody', trust.spf ?? '-', trust.dkim ?? '-', trust.dmarc ?? '-'].join(' ')
