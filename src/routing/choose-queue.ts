import type { Row } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { BrandId, ConversationId, QueueId } from '#kernel/ids'
import { standingsOf } from '#people'
import { firstQueue } from './first-queue.ts'
import { type Choosable, chooseAmong } from './queue.ts'
import { shareOut } from './surge/share-out.ts'

/** Where conversations wait, by what they are. */
export async function chooseQueues(tx: Tx, rows: readonly Row[]): Promise<ReadonlyMap<ConversationId, QueueId>> {
  const brands = [...new Set(rows.map((row) => row.brand_id))]
  const { rows: queues } = await sql<Choosable & { brand: BrandId }>`
    select id, brand_id as brand, first, takes from routing.queue
    where brand_id = any(${brands}::uuid[]) and removed_at is null order by created_at, id`.execute(tx)
  const standings = await standingsOf(
    tx,
    rows.map((row) => row.contact_id),
    tx.clock.now(),
  )
  const chosen = new Map<ConversationId, QueueId>()
  for (const row of rows) {
    const mine = queues.filter(({ brand }) => brand === row.brand_id)
    const matter = { ...row, vip: standings.get(row.contact_id)?.kind ?? null }
    chosen.set(row.conversation_id, chooseAmong(mine, matter) ?? (await firstQueue(tx, row.brand_id)))
  }
  await shareOut(tx, chosen, brands, new Set(queues.map(({ id }) => id)))
  return chosen
}

export async function chooseQueue(tx: Tx, row: Row): Promise<QueueId> {
  const [queue] = (await chooseQueues(tx, [row])).values()
  if (queue === undefined) throw new Error('A conversation was left without a queue.')
  return queue
}

/** Where it waited before, unless that queue was taken away. */
export async function queueOf(tx: Tx, row: Row): Promise<QueueId> {
  if (row.queue_id === null) return chooseQueue(tx, row)
  const { rows } = await sql`select from routing.queue where id = ${row.queue_id} and removed_at is null`.execute(tx)
  return rows.length === 1 ? row.queue_id : chooseQueue(tx, row)
}
