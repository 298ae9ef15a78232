import type { RawDelivery } from '../../port/adapter.ts'
import { aliasOf, baseOf, readTag, splitAddress } from '../address.ts'
import type { MailUnderstood } from '../understand/mail-understood.ts'

/**
 * What stands behind the plus of our own address: `reply` names a conversation, `back` messages that came back. The envelope says to whom
 * a mail really came; without one its own headers do. What comes back may come by the domain's return host: its token alone proves it.
 */
export function recipientTags(
  read: MailUnderstood,
  { headers }: RawDelivery,
  address: string,
): { reply: string | null; back: string[] } {
  const own = address.toLowerCase()
  const given =
    headers['rcpt-to'] === undefined ? [...read.to, ...read.cc].map((one) => one.address) : [headers['rcpt-to']]
  const named = (kind: 'reply' | 'return', isOurs: (one: string) => boolean) =>
    given
      .filter(isOurs)
      .flatMap((one) => splitAddress(one)?.tag ?? [])
      .flatMap((tag) => readTag(tag) ?? [])
      .filter((tag) => tag.kind === kind)
      .map(({ token }) => aliasOf(kind, token))
  const isSame = (one: string) => baseOf(one) === own
  const isNamesake = (one: string) => splitAddress(one)?.local === splitAddress(own)?.local
  return { reply: named('reply', isSame)[0] ?? null, back: named('return', isNamesake) }
}
