import type { Db } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import { tell, touch } from '../contacts/tell.ts'
import type { Known, Value } from './contract.ts'
import { attributesOf, type Holder, setAttribute } from './values.ts'

const holderOf = ({ id, brand, scopes }: HeldContact): Holder => ({
  on: 'contact',
  subject: id,
  contact: id,
  brand,
  scopes,
})

export async function contactAttributes(ctx: Context, id: ContactId, db: Db = ctx.db): Promise<{ items: Known[] }> {
  return attributesOf(db, ctx.actor, holderOf(await contactFor(ctx.actor, 'contact.read', id, db)))
}

export async function setContactAttribute(
  ctx: Context,
  { id, ...said }: { id: ContactId; attribute: string; value: Value },
): Promise<{ items: Known[] }> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', id, tx)
    await touch(tx, contact.id)
    if (await setAttribute(tx, ctx.actor, holderOf(contact), said))
      await tell(tx, contact, 'contact.attribute-set', { contactId: contact.id, attributeId: said.attribute })
    return contactAttributes(ctx, contact.id, tx)
  })
}
