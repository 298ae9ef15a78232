import { conversationFor, handTo, stamp } from '#conversations'
import { system, visible } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId, ConversationId, QueueId } from '#kernel/ids'
import { enqueue, runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { chooseQueue } from './choose-queue.ts'
import { lockItem } from './work-item.ts'

const AT_ONCE = 200

/** Nothing waits here any more: what does is moved to where it belongs now. A brand's first queue stays. */
export async function removeQueue(ctx: Context, id: QueueId): Promise<void> {
  await ctx.transaction(async (tx) => {
    const mine = visible(ctx.actor, 'queue.manage', sql.ref('q.brand_id'), sql`array['queue:' || q.id::text]`)
    const { rows } = await sql<{ brand: BrandId; first: boolean; removed: boolean }>`
      select q.brand_id as brand, q.first, q.removed_at is not null as removed from routing.queue q
      where q.id = ${id} and ${mine} for update`.execute(tx)
    const [queue] = rows
    if (queue === undefined) throw notFound('queue')
    if (queue.removed) return
    if (queue.first) throw new Problem('conflict', 'A brand keeps its first queue: what no other names waits there.')
    await sql`update routing.queue set removed_at = ${tx.clock.now()}, rev = rev + 1 where id = ${id}`.execute(tx)
    await sql`
      update routing.queue set overflow_to = null, overflow_minutes = null, rev = rev + 1 where overflow_to = ${id}`.execute(
      tx,
    )
    await publish(tx, 'queue.changed', { brand: queue.brand, subject: id, data: { queueId: id } })
    await enqueue(tx, 'routing.empty', { queueId: id }, { key: id })
  })
}

/** A part at a time: thousands may wait. What somebody works on stays theirs, and goes elsewhere when it comes back. */
export async function emptyQueue(ctx: Context, { queueId }: { queueId: QueueId }): Promise<void> {
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from routing.work_item where queue_id = ${queueId} and state <> 'done'
    order by since limit ${AT_ONCE}`.execute(ctx.db)
  for (const { id } of rows) await ctx.transaction((tx) => moveOut(tx, id, queueId))
  if (rows.length === AT_ONCE) runAgainAt(ctx.clock.now())
}

async function moveOut(tx: Tx, id: ConversationId, from: QueueId): Promise<void> {
  const item = await lockItem(tx, id)
  if (item === undefined || item.queue_id !== from || item.state === 'done') return
  const row = await conversationFor(system, id, tx)
  const queue = await chooseQueue(tx, row)
  // The work follows as soon as the log tells that it was handed; until then it is looked for under its new queue.
  await sql`update routing.work_item set queue_id = ${queue}, rev = rev + 1 where id = ${item.id}`.execute(tx)
  if (row.holder === 'queue') await handTo(tx, system, id, { holder: 'queue', queue }, 'belongs')
  else await stamp(tx, id, { queue })
}
