import type { Selectable } from 'kysely'
import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type AgentId, type BrandId, type ConversationId, newId, type QueueId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { WorkItemTable } from './tables.ts'

export type WorkItem = Selectable<WorkItemTable>

export interface Work {
  conversationId: ConversationId
  brand: BrandId
  queue: QueueId
  priority: string
  /** Since when the customer waits. */
  since: Date
}

/**
 * Locks the conversation's work, also when there is no item yet: the first who comes makes it, the second finds it.
 * Everybody locks the work first and the conversation's row after, so nobody waits in a circle.
 */
export async function lockItem(tx: Tx, conversation: ConversationId): Promise<WorkItem | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`routing:${conversation}`}, 0))`.execute(tx)
  return tx
    .selectFrom('routing.work_item')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .forUpdate()
    .executeTakeFirst()
}

/** Puts the conversation into its queue; one that waited before keeps its place by `since`. */
export async function queueWork(tx: Tx, work: Work, reason: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into routing.work_item (id, conversation_id, brand_id, queue_id, state, priority, since)
    values (${newId()}, ${work.conversationId}, ${work.brand}, ${work.queue}, 'waiting', ${work.priority}, ${work.since})
    on conflict (conversation_id) do update set queue_id = excluded.queue_id, state = 'waiting', agent_id = null,
      priority = excluded.priority, since = excluded.since, rev = routing.work_item.rev + 1
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) return
  await endAssignment(tx, id, reason)
  await publish(tx, 'work-item.queued', {
    brand: work.brand,
    subject: id,
    data: { conversationId: work.conversationId, queueId: work.queue, reason },
  })
  await enqueue(tx, 'routing.push', { queueId: work.queue }, { key: work.queue })
}

/** Records that an agent has it, and why; the caller hands the conversation over in the same transaction. */
export async function assignItem(
  tx: Tx,
  item: WorkItem,
  agent: AgentId,
  why: string,
  assignmentId: string = newId(),
): Promise<void> {
  if (item.state === 'assigned' && item.agent_id === agent) return
  const now = tx.clock.now()
  const waitedSeconds =
    item.state === 'waiting' ? Math.max(0, Math.round((now.getTime() - item.since.getTime()) / 1000)) : 0
  await endAssignment(tx, item.id, why)
  await sql`update routing.work_item set state = 'assigned', agent_id = ${agent}, rev = rev + 1 where id = ${item.id}`.execute(
    tx,
  )
  await sql`
    insert into routing.assignment (id, work_item_id, conversation_id, agent_id, why, waited_seconds, at)
    values (${assignmentId}, ${item.id}, ${item.conversation_id}, ${agent}, ${why}, ${waitedSeconds}, ${now})`.execute(
    tx,
  )
  await publish(tx, 'work-item.assigned', {
    brand: item.brand_id,
    subject: item.id,
    data: { conversationId: item.conversation_id, queueId: item.queue_id, agentId: agent, why, waitedSeconds },
  })
}

export const parkItem = (tx: Tx, conversation: ConversationId) =>
  sql`update routing.work_item set state = 'parked', rev = rev + 1 where conversation_id = ${conversation} and state = 'assigned'`.execute(
    tx,
  )

export const unparkItem = (tx: Tx, conversation: ConversationId) =>
  sql`update routing.work_item set state = 'assigned', rev = rev + 1 where conversation_id = ${conversation} and state = 'parked'`.execute(
    tx,
  )

/** Settled, or back with the bot: nobody's effort any more. */
export async function finishItem(tx: Tx, conversation: ConversationId, why: string): Promise<void> {
  const { rows } = await sql<{ id: string; brand_id: BrandId }>`
    update routing.work_item set state = 'done', agent_id = null, rev = rev + 1
    where conversation_id = ${conversation} and state <> 'done' returning id, brand_id`.execute(tx)
  const [item] = rows
  if (item === undefined) return
  await endAssignment(tx, item.id, why)
  await publish(tx, 'work-item.done', {
    brand: item.brand_id,
    subject: item.id,
    data: { conversationId: conversation },
  })
}

const endAssignment = (tx: Tx, item: string, why: string) =>
  sql`update routing.assignment set ended_at = ${tx.clock.now()}, ended_why = ${why} where work_item_id = ${item} and ended_at is null`.execute(
    tx,
  )
