import { audit } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { BrandId, ContactId } from '#kernel/ids'
import type { App, Context } from '#kernel/registry'
import { contactFor } from './contact-for.ts'
import { everyoneIn } from './everyone-in.ts'
import { lockContacts } from './lock-contacts.ts'
import { noteErasure } from './note-erasure.ts'

/** Erases everything personal about a contact and those merged into it, in every module, in one transaction. Repeated, it is not found. */
export async function eraseContact(ctx: Context, input: { id: ContactId }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.erase', input.id, tx)
    const everyone = await everyoneIn(tx, contact.id)
    await lockContacts(tx, everyone)
    for (const id of everyone) await eraseOne(tx, ctx.app, id, contact.brand)
    await audit(tx, { deed: 'contact.erase', brand: contact.brand, subject: contact.id })
  })
}

/** After a restore: forgets again who had been erased when the backup was made or later. Ids that are not there, and those erased already, are skipped. */
export async function eraseAgain(tx: Tx, app: App, ids: readonly ContactId[]): Promise<void> {
  if (ids.length === 0) return
  for (const contact of await lockContacts(tx, ids))
    if (contact.erased_at === null) await eraseOne(tx, app, contact.id, contact.brand_id)
}

/** In the caller's transaction, which has locked the contact. */
export async function eraseOne(tx: Tx, app: App, id: ContactId, brand: BrandId): Promise<void> {
  // Modules above come later in the registry and point down to rows below, so they forget first.
  for (const personal of [...app.registered.personals.values()].reverse()) await personal.erase(tx, id)
  await tx
    .insertInto('people.erased')
    .values({ id, brand_id: brand, at: tx.clock.now(), by: tx.by })
    .onConflict((on) => on.column('id').doNothing())
    .execute()
  await noteErasure(tx, { kind: 'contact', id })
  await publish(tx, 'contact.erased', { brand, subject: id, about: { contact: id }, data: { contactId: id } })
}
