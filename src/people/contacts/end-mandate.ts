import { authorOf } from '#kernel/access'
import { notFound } from '#kernel/errors'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import { contactFor } from './contact-for.ts'
import { contactNow } from './present.ts'
import { tell } from './tell.ts'

/** Ends a mandate at once; ended twice is ended once. */
export async function endMandate(ctx: Context, input: { contact: ContactId; mandate: string }): Promise<Contact> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', input.contact, tx)
    const mandate = await tx
      .selectFrom('people.mandate')
      .select(['id', 'for_contact_id', 'ended_at'])
      .where('id', '=', input.mandate)
      .where('contact_id', '=', contact.id)
      .forUpdate()
      .executeTakeFirst()
    if (!mandate) throw notFound('mandate')
    if (mandate.ended_at !== null) return contactNow(ctx, tx, contact.id)

    await tx
      .updateTable('people.mandate')
      .set({ ended_at: tx.clock.now(), ended_by: authorOf(ctx.actor) })
      .where('id', '=', mandate.id)
      .execute()
    await tell(tx, contact, 'mandate.ended', {
      contactId: contact.id,
      mandateId: mandate.id,
      for: mandate.for_contact_id,
    })
    return contactNow(ctx, tx, contact.id)
  })
}
