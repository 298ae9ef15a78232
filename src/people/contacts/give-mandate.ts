import { authorOf } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import { contactFor } from './contact-for.ts'
import { contactNow } from './present.ts'
import { tell } from './tell.ts'

interface Input {
  /** Made by the client. */
  id: string
  contact: ContactId
  for: ContactId
  role: string
  scope: string
  proof: string
  until: string | null
}

/** Lets a contact act for another of the same brand. */
export async function giveMandate(ctx: Context, input: Input): Promise<Contact> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', input.contact, tx)
    const principal = await contactFor(ctx.actor, 'contact.edit', input.for, tx)
    if (contact.brand !== principal.brand || contact.id === principal.id) {
      throw new Problem('unprocessable', 'A mandate is for another contact of the same brand. Nothing was changed.')
    }
    if (await added(tx, { ...input, contact: contact.id, for: principal.id }, authorOf(ctx.actor))) {
      await tell(tx, contact, 'mandate.given', { contactId: contact.id, mandateId: input.id, for: principal.id })
    }
    return contactNow(ctx, tx, contact.id)
  })
}

/** False when the same mandate was given before under this id. */
async function added(tx: Tx, input: Input, by: string): Promise<boolean> {
  const { id, contact, role, scope, proof } = input
  const until = input.until === null ? null : new Date(input.until)
  const { numInsertedOrUpdatedRows: count = 0n } = await tx
    .insertInto('people.mandate')
    .values({ id, contact_id: contact, for_contact_id: input.for, role, scope, proof, until, at: tx.clock.now(), by })
    .onConflict((on) => on.column('id').doNothing())
    .executeTakeFirst()
  if (count > 0n) return true
  const before = await tx.selectFrom('people.mandate').selectAll().where('id', '=', id).executeTakeFirst()
  if (
    before?.contact_id === contact &&
    before.for_contact_id === input.for &&
    before.role === role &&
    before.scope === scope
  )
    return false
  throw new Problem('id_reused', 'This id was used for another mandate. Nothing was changed.')
}
