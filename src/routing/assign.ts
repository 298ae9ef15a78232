import { conversationFor, handTo, presentRow, type Row } from '#conversations'
import type { InboxRow } from '#conversations/contract'
import { sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { queueOf } from './choose-queue.ts'
import { give } from './take-next.ts'
import { lockItem, passItem, queueWork, type WorkItem, workOf } from './work-item.ts'

/** Assigns to an advisor: oneself or another. Capacity does not bind people who decide. */
export async function assign(ctx: Context, id: ConversationId, agent: AgentId): Promise<InboxRow> {
  await ctx.transaction(async (tx) => {
    const row = await conversationFor(ctx.actor, id, tx, 'conversation.assign')
    if (row.assignee_id === agent) return
    const item = await itemOf(tx, row)
    await give(tx, ctx, { item, agent, why: agent === ctx.actor.id ? 'took' : 'assigned' })
  })
  return presentRow(ctx.db, id)
}

async function itemOf(tx: Tx, row: Row): Promise<WorkItem> {
  const found = await lockItem(tx, row.conversation_id)
  if (found !== undefined) return found
  const queue = await queueOf(tx, row)
  await queueWork(tx, workOf(row, queue, tx.clock.now()), 'assigned')
  const made = await lockItem(tx, row.conversation_id)
  if (made === undefined) throw new Error('A work item vanished in its own transaction.')
  return made
}

/** Gives the conversation back to its queue, for others: it is not offered to the same advisor again. */
export async function giveBack(ctx: Context, id: ConversationId): Promise<InboxRow> {
  await ctx.transaction(async (tx) => {
    const row = await conversationFor(ctx.actor, id, tx, 'conversation.assign')
    if (row.holder !== 'agent') return
    await lockItem(tx, id)
    if (row.assignee_id !== null) await passItem(tx, id, row.assignee_id)
    await handTo(tx, ctx.actor, id, { holder: 'queue', queue: await queueOf(tx, row) }, 'returned')
  })
  return presentRow(ctx.db, id)
}

/** Moves it to another queue of its brand; it keeps its place by how long it has waited. */
export async function transfer(ctx: Context, id: ConversationId, queue: QueueId): Promise<InboxRow> {
  await ctx.transaction(async (tx) => {
    const row = await conversationFor(ctx.actor, id, tx, 'conversation.assign')
    await allowQueue(tx, row, queue)
    await lockItem(tx, id)
    await handTo(tx, ctx.actor, id, { holder: 'queue', queue }, 'transferred')
  })
  return presentRow(ctx.db, id)
}

/** Conversations go to queues of their brand. Throws `not_found`: a queue of elsewhere looks like none. */
export async function allowQueue(tx: Tx, row: Row, queue: QueueId): Promise<void> {
  const { rows } = await sql`
    select 1 from routing.queue where id = ${queue} and brand_id = ${row.brand_id} and removed_at is null`.execute(tx)
  if (rows.length === 0) throw notFound('queue')
}
