import type { Account, FilesOf, RawDelivery } from '../../port/adapter.ts'
import type { MailUnderstood } from '../understand/mail-understood.ts'
import { withPath } from './parse.ts'
import { readMail } from './read-mail.ts'
import { WHOLE } from './unreadable.ts'

/** The attachments of a mail: it is read once for all of them, and not at all where the mail itself is the file. */
export function filesOf(delivery: RawDelivery, account: Account): FilesOf {
  let reading: Promise<MailUnderstood | null> | null = null
  return async (part) => {
    if (part === WHOLE) return delivery.body
    reading ??= readMail(account.id, withPath(delivery), true)
    return (await reading)?.attachments[Number(part)]?.content ?? null
  }
}
