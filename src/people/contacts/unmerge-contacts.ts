import type { Selectable } from 'kysely'
import { audit } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { ContactId } from '#kernel/ids'
import type { App, Context } from '#kernel/registry'
import type { Contact } from '../contract.ts'
import type { MergeTable } from '../tables.ts'
import { contactFor } from './contact-for.ts'
import { lockContacts } from './lock-contacts.ts'
import { moveBack } from './move-rows.ts'
import { contactNow } from './present.ts'
import { sumScopes } from './stamp-scopes.ts'
import { heldNow, tell, touch } from './tell.ts'

/** Takes a merge back: what it moved returns to where it was; what came after it stays. */
export async function unmergeContacts(ctx: Context, input: { contact: ContactId; merge: string }): Promise<Contact> {
  return ctx.transaction(async (tx) => {
    const into = await contactFor(ctx.actor, 'contact.merge', input.contact, tx)
    const merge = await findMerge(tx, input)
    if (merge.undone_at !== null) return contactNow(ctx, tx, into.id)
    await lockContacts(tx, [merge.into_id, merge.other_id])
    if (into.id !== merge.into_id) {
      throw new Problem(
        'conflict',
        'This contact was merged on into another one. Take that merge back first; nothing was changed.',
      )
    }
    if (!(await closeMerge(tx, merge))) return contactNow(ctx, tx, into.id)

    await returnEverything(tx, ctx.app, merge)
    const data = { from: merge.other_id, to: into.id, merge: merge.id }
    await touch(tx, merge.other_id)
    await tell(tx, await heldNow(tx, into), 'contact.unmerged', data)
    await audit(tx, { deed: 'contact.unmerge', brand: into.brand, subject: into.id, data })
    return contactNow(ctx, tx, into.id)
  })
}

async function findMerge(tx: Tx, input: { contact: ContactId; merge: string }): Promise<Selectable<MergeTable>> {
  const merge = await tx
    .selectFrom('people.merge')
    .selectAll()
    .where('id', '=', input.merge)
    .where('into_id', '=', input.contact)
    .forUpdate()
    .executeTakeFirst()
  if (!merge) throw notFound('merge')
  return merge
}

/** False when somebody else took it back in the meantime. */
async function closeMerge(tx: Tx, merge: Selectable<MergeTable>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('people.merge')
    .set({ undone_at: tx.clock.now(), undone_by: tx.by })
    .where('id', '=', merge.id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function returnEverything(tx: Tx, app: App, merge: Selectable<MergeTable>): Promise<void> {
  await tx.deleteFrom('people.contact_alias').where('id', '=', merge.other_id).execute()
  for (const [table, moved] of Object.entries(merge.moved)) {
    const personal = app.registered.personals.get(table)
    if (!personal) throw new Error(`A merge moved rows of ${table}, which no module registers any more.`)
    const { contactColumn, key } = personal
    await moveBack(tx, { table, contactColumn, key, moved, from: merge.other_id, to: merge.into_id })
  }
  await tx.updateTable('people.contact').set({ merged_into: null }).where('id', '=', merge.other_id).execute()
  await sumScopes(tx, [merge.into_id, merge.other_id])
}
