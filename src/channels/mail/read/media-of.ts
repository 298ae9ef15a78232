import type { Account, RawDelivery } from '../../port/adapter.ts'
import type { Media } from '../../port/inbound-event.ts'
import type { MailUnderstood } from '../understand/mail-understood.ts'
import { withPath } from './parse.ts'
import { readMail } from './read-mail.ts'
import { WHOLE } from './unreadable.ts'

/** The files of one mail are asked for one after the other: it is read once for all of them. */
const lately = new WeakMap<RawDelivery, Promise<MailUnderstood | null>>()

export async function mediaOf(
  { part }: Media,
  delivery: RawDelivery,
  account: Account,
): Promise<{ bytes: Uint8Array } | null> {
  if (part === WHOLE) return { bytes: delivery.body }
  const reading = lately.get(delivery) ?? readMail(account.id, withPath(delivery), true)
  lately.set(delivery, reading)
  const file = (await reading)?.attachments[Number(part)]
  return file === undefined ? null : { bytes: file.content }
}
