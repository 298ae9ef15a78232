import { beginByAdvisor } from '#conversations'
import { Problem } from '#kernel/errors'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById, contactFor, contactNames, handleOn, languageFor } from '#people'
import { mailboxOf } from '../../continue/mailbox-of.ts'
import { isSuppressed } from '../../suppress/suppress.ts'
import type { MailApi } from '../contract.ts'

type Written = MailApi['POST /api/v1/contacts/:id/mails']['body']

/** An advisor writes first. Refused where the mail could not arrive: nothing is kept then. */
export async function beginMail(ctx: Context, contactId: ContactId, written: Written): Promise<void> {
  const contact = await contactFor(ctx.actor, 'conversation.reply', contactId, ctx.db)
  const brand = await brandById(ctx.db, contact.brand)
  const account = await mailboxOf(ctx.db, contact.brand)
  const where = { brand: contact.brand, contact: contact.id, channel: 'email' }
  const address = await handleOn(ctx.db, where)
  if (brand === null || account === null)
    throw new Problem('unprocessable', 'No mailbox of this brand is connected. Your text was not sent.')
  if (address === null)
    throw new Problem('unprocessable', 'No mail address of this customer is known. Your text was not sent.')
  if (await isSuppressed(ctx.db, contact.brand, 'email', address))
    throw new Problem('unprocessable', 'Mails to this address come back. Your text was not sent.')
  const { message, text, subject, cc, bcc, attachments = [] } = written
  await beginByAdvisor(ctx, {
    id: written.id,
    brand,
    account,
    channel: 'email',
    contact: { id: contact.id, name: (await contactNames(ctx.db, [contact.id])).get(contact.id) ?? '' },
    lang: languageFor(brand, await languageOf(ctx, contact.id)),
    mail: { subject, cc, bcc, quote: false },
    message: { id: message, text, attachments },
  })
}

async function languageOf(ctx: Context, contact: ContactId): Promise<string | undefined> {
  const last = await ctx.db
    .selectFrom('conversations.conversation')
    .select('lang')
    .where('contact_id', '=', contact)
    .where('lang', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.lang ?? undefined
}
