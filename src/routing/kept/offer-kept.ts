import { sql, type Tx } from '#kernel/db'
import type { QueueId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import { PUSH } from '../work-item.ts'

/** Somebody has room again: what is kept, by whatever queue, is looked at now and not when its time is over. */
export async function offerKept(tx: Tx): Promise<void> {
  const { rows } = await sql<{ id: QueueId }>`
    select distinct queue_id as id from routing.work_item
    where state = 'waiting' and kept_for is not null and kept_until > ${tx.clock.now()} order by queue_id`.execute(tx)
  const jobs = rows.map(({ id }) => ({ payload: { queueId: id }, key: id, lane: PUSH }))
  await enqueueAll(tx, 'routing.push', jobs)
}
