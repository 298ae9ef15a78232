import type { Tx } from '#kernel/db'
import type { App } from '#kernel/registry'
import { moveEverything } from './move-everything.ts'

/** Moves along what was still being written for the old contact while the merge committed. Done twice it is done once. */
export async function finishMerge(tx: Tx, app: App, id: string): Promise<void> {
  const merge = await tx.selectFrom('people.merge').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!merge || merge.undone_at !== null) return
  const late = await moveEverything(tx, app, merge.other_id, merge.into_id)
  if (Object.keys(late).length === 0) return
  const tables = new Set([...Object.keys(merge.moved), ...Object.keys(late)])
  const moved = Object.fromEntries(
    [...tables].map((table) => [table, [...(merge.moved[table] ?? []), ...(late[table] ?? [])]]),
  )
  await tx
    .updateTable('people.merge')
    .set({ moved: JSON.stringify(moved) })
    .where('id', '=', id)
    .execute()
}
