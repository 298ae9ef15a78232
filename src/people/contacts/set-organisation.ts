import type { Tx } from '#kernel/db'
import { type BrandId, type ContactId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import { contactFor } from './contact-for.ts'
import { contactNow } from './present.ts'
import { tell } from './tell.ts'

/** Says which customer organisation a contact belongs to, by its name; null takes the contact out. */
export async function setOrganisation(
  ctx: Context,
  input: { id: ContactId; organisation: string | null },
): Promise<Contact> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', input.id, tx)
    const organisation = input.organisation?.trim()
      ? await organisationNamed(tx, contact.brand, input.organisation.trim())
      : null
    const { numUpdatedRows } = await tx
      .updateTable('people.contact')
      .set({ organisation_id: organisation })
      .where('id', '=', contact.id)
      .where('organisation_id', 'is distinct from', organisation)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await tell(tx, contact, 'contact.changed', { contactId: contact.id })
    return contactNow(ctx, tx, contact.id)
  })
}

/** One organisation per brand, however its name is typed. */
async function organisationNamed(tx: Tx, brand: BrandId, name: string): Promise<string> {
  const key = name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
  const row = await tx
    .insertInto('people.organisation')
    .values({ id: newId(), brand_id: brand, name, name_key: key, created_at: tx.clock.now() })
    .onConflict((on) => on.columns(['brand_id', 'name_key']).doUpdateSet({ name_key: key }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
