import { audit } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import type { Moved } from '../tables.ts'
import { contactFor, type HeldContact } from './contact-for.ts'
import { lockContacts } from './lock-contacts.ts'
import { moveEverything } from './move-everything.ts'
import { contactNow } from './present.ts'
import { sumScopes } from './stamp-scopes.ts'
import { heldNow, tell, touch } from './tell.ts'

interface Input {
  /** Of the merge, made by the client. */
  id: string
  into: ContactId
  other: ContactId
}

/**
 * Merges `other` into a contact: in one transaction every module's rows move along, and how to move each back is kept.
 * The other's id stays good as an alias.
 */
export async function mergeContacts(ctx: Context, input: Input): Promise<Contact> {
  return ctx.transaction(async (tx) => {
    const into = await contactFor(ctx.actor, 'contact.merge', input.into, tx)
    if (await isDone(tx, input.id, into.id, input.other)) return contactNow(ctx, tx, into.id)
    const other = await contactFor(ctx.actor, 'contact.merge', input.other, tx)
    await lockPair(tx, into, other)

    const moved = await moveEverything(tx, ctx.app, other.id, into.id)
    await keepMerge(tx, { ...input, into, other, moved })
    const data = { from: other.id, to: into.id, merge: input.id }
    await touch(tx, other.id)
    await sumScopes(tx, [into.id])
    await tell(tx, await heldNow(tx, into), 'contact.merged', data)
    await audit(tx, { deed: 'contact.merge', brand: into.brand, subject: into.id, data })
    return contactNow(ctx, tx, into.id)
  })
}

/** Was this very merge made before? */
async function isDone(tx: Tx, id: string, into: ContactId, other: ContactId): Promise<boolean> {
  const merge = await tx.selectFrom('people.merge').selectAll().where('id', '=', id).executeTakeFirst()
  if (!merge) return false
  if (merge.into_id === into && merge.other_id === other && merge.undone_at === null) return true
  throw new Problem('id_reused', 'This id was used for another merge. Nothing was changed.')
}

async function lockPair(tx: Tx, into: HeldContact, other: HeldContact): Promise<void> {
  if (into.id === other.id)
    throw new Problem('unprocessable', 'These are the same contact already. Nothing was changed.')
  if (into.brand !== other.brand)
    throw new Problem('unprocessable', 'Contacts of two brands cannot be merged. Nothing was changed.')
  const locked = await lockContacts(tx, [into.id, other.id])
  if (locked.length < 2 || locked.some((contact) => contact.merged_into !== null)) {
    throw new Problem('conflict', 'One of the contacts was merged a moment ago. Look at it again; nothing was changed.')
  }
}

interface Merge {
  id: string
  into: HeldContact
  other: HeldContact
  moved: Moved
}

async function keepMerge(tx: Tx, { id, into, other, moved }: Merge): Promise<void> {
  await tx
    .insertInto('people.merge')
    .values({
      id,
      brand_id: into.brand,
      into_id: into.id,
      other_id: other.id,
      moved: JSON.stringify(moved),
      at: tx.clock.now(),
      by: tx.by,
    })
    .execute()
  await tx.insertInto('people.contact_alias').values({ id: other.id, contact_id: into.id }).execute()
  await tx.updateTable('people.contact').set({ merged_into: into.id }).where('id', '=', other.id).execute()
}
