import type { Tx } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import type { Moved } from '../tables.ts'

/** Lets every module move its rows of one contact to another; answers which, per table. */
export async function moveEverything(tx: Tx, app: App, from: ContactId, to: ContactId): Promise<Moved> {
  const moved: Record<string, readonly string[]> = {}
  for (const personal of app.registered.personals.values()) {
    const rows = await personal.repoint?.(tx, from, to)
    if (rows && rows.length > 0) moved[personal.table] = rows
  }
  return moved
}
