import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import { lockKey, type PutParts } from './put.ts'
import { clearSpool } from './spool.ts'

const KEEP_UNUSED_MS = 24 * 3600 * 1000
const BATCH = 500

/** Deletes what nobody has held for a day, bytes without a row, and the spool of dead uploads. */
export async function sweepBlobs(parts: PutParts): Promise<void> {
  const dayAgo = new Date(parts.clock.now().getTime() - KEEP_UNUSED_MS)
  await clearSpool(parts.store.spool, dayAgo)
  const { rows } = await sql<{ key: string }>`
    select key from kernel.blob where unused_since < ${dayAgo} order by unused_since limit ${BATCH}`.execute(
    parts.database.db,
  )
  for (const { key } of rows) await removeIf(parts, key, (tx) => deleteUnused(tx, key, dayAgo))
  for await (const key of parts.store.list(dayAgo)) await removeIf(parts, key, (tx) => hasNoRow(tx, key))
}

/** Deletes at once what nobody holds any more. What somebody still holds stays. */
export const dropUnused = (parts: PutParts, key: string): Promise<void> =>
  removeIf(parts, key, async (tx) => {
    const { rows } = await sql`
      delete from kernel.blob b where key = ${key} and not exists (select 1 from kernel.blob_use u where u.blob = b.key) returning 1`.execute(
      tx,
    )
    return rows.length > 0
  })

/** Row, then bytes, under the key's lock: an upload of the same file waits and then places it anew. */
async function removeIf({ database, store }: PutParts, key: string, goes: (tx: Tx) => Promise<boolean>): Promise<void> {
  await database.transaction('system', async (tx) => {
    await lockKey(tx, key)
    if (await goes(tx)) await store.remove(key)
  })
}

async function deleteUnused(tx: Tx, key: string, before: Date): Promise<boolean> {
  const { rows } = await sql`
    delete from kernel.blob b where key = ${key} and unused_since < ${before}
       and not exists (select 1 from kernel.blob_use u where u.blob = b.key) returning 1`.execute(tx)
  return rows.length > 0
}

async function hasNoRow(tx: Tx, key: string): Promise<boolean> {
  const { rows } = await sql`select 1 from kernel.blob where key = ${key}`.execute(tx)
  return rows.length === 0
}
