import type { RawDelivery } from '../../port/adapter.ts'
import { aliasOf, baseOf, readTag, splitAddress } from '../address.ts'
import type { MailUnderstood } from '../understand/mail-understood.ts'

/**
 * What stands behind the plus of our own address: `reply` names a conversation, `back` messages that came back. The envelope says to whom
 * a mail really came; without one its own headers do.
 */
export function recipientTags(
  read: MailUnderstood,
  { headers }: RawDelivery,
  address: string,
): { reply: string | null; back: string[] } {
  const given =
    headers['rcpt-to'] === undefined ? [...read.to, ...read.cc].map((one) => one.address) : [headers['rcpt-to']]
  const tags = given
    .filter((one) => baseOf(one) === address.toLowerCase())
    .flatMap((one) => splitAddress(one)?.tag ?? [])
    .flatMap((tag) => readTag(tag) ?? [])
  const named = (kind: 'reply' | 'return') =>
    tags.filter((tag) => tag.kind === kind).map(({ token }) => aliasOf(kind, token))
  return { reply: named('reply')[0] ?? null, back: named('return') }
}
