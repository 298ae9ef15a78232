import type { Row } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { QueueId } from '#kernel/ids'
import { firstQueue } from './first-queue.ts'
import { type Choosable, chooseAmong } from './queue.ts'

/** Where a conversation waits, by what it is. */
export async function chooseQueue(tx: Tx, row: Row): Promise<QueueId> {
  const { rows } = await sql<Choosable>`
    select id, first, takes from routing.queue where brand_id = ${row.brand_id} and removed_at is null order by created_at, id`.execute(
    tx,
  )
  const { channel, lang, labels, priority } = row
  return chooseAmong(rows, { channel, lang, labels, priority }) ?? (await firstQueue(tx, row.brand_id))
}

/** Where it waited before, unless that queue was taken away. */
export async function queueOf(tx: Tx, row: Row): Promise<QueueId> {
  if (row.queue_id === null) return chooseQueue(tx, row)
  const { rows } = await sql`select from routing.queue where id = ${row.queue_id} and removed_at is null`.execute(tx)
  return rows.length === 1 ? row.queue_id : chooseQueue(tx, row)
}
