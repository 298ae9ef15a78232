import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import { contactFor } from './contact-for.ts'
import { contactNow } from './present.ts'
import { tell } from './tell.ts'

/** Corrects a contact's name. */
export async function renameContact(ctx: Context, input: { id: ContactId; name: string }): Promise<Contact> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', input.id, tx)
    const name = input.name.trim()
    const { numUpdatedRows } = await tx
      .updateTable('people.contact')
      .set({ name })
      .where('id', '=', contact.id)
      .where('name', '<>', name)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await tell(tx, contact, 'contact.renamed', { contactId: contact.id })
    return contactNow(ctx, tx, contact.id)
  })
}
