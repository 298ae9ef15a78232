import type { Row } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { QueueId } from '#kernel/ids'
import { firstQueue } from './first-queue.ts'
import { type Choosable, chooseAmong } from './queue.ts'

/** Where a conversation waits, by what it is. */
export async function chooseQueue(tx: Tx, row: Row): Promise<QueueId> {
  const { rows } = await sql<Choosable>`
    select id, first, takes from routing.queue where brand_id = ${row.brand_id} order by created_at, id`.execute(tx)
  const { channel, lang, labels, priority } = row
  return chooseAmong(rows, { channel, lang, labels, priority }) ?? (await firstQueue(tx, row.brand_id))
}
