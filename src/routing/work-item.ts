import type { Selectable } from 'kysely'
import type { Row } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type AgentId, type BrandId, type ConversationId, newId, type QueueId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { AssignmentFacts, WorkItemTable } from './tables.ts'

export type WorkItem = Selectable<WorkItemTable>

export interface Work {
  conversationId: ConversationId
  brand: BrandId
  queue: QueueId
  priority: string
  channel: string
  lang: string | null
  /** Since when the customer waits. */
  since: Date
}

/** What a conversation's row says of its work. */
export const workOf = (row: Row, queue: QueueId, now: Date): Work => ({
  conversationId: row.conversation_id,
  brand: row.brand_id,
  queue,
  priority: row.priority,
  channel: row.channel,
  lang: row.lang,
  since: row.waiting_since ?? now,
})

/** Pushes are done one after the other: none holds a connection while it waits for another. */
export const PUSH = 'routing.push'

/** A key for each lane of the log: lanes that wrote the same one would wait for each other. The work is still done one after the other. */
export const pushKey = (queue: QueueId, conversation: ConversationId): string => `${queue} ${conversation.at(-1)}`

/** Reasons by which a person, or a rule about waiting, decided where it waits: what it is does not move it any more. */
const decided = new Set(['transferred', 'overflowed'])

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
    with ended as (
      update routing.assignment a set ended_at = ${tx.clock.now()}, ended_why = ${reason} from routing.work_item w
      where w.conversation_id = ${work.conversationId} and a.work_item_id = w.id and a.ended_at is null)
    insert into routing.work_item as i
      (id, conversation_id, brand_id, queue_id, state, priority, since, channel, lang, weight, chosen, overflowed)
    values (${newId()}, ${work.conversationId}, ${work.brand}, ${work.queue}, 'waiting', ${work.priority}, ${work.since},
      ${work.channel}, ${work.lang}, coalesce((select slots from routing.channel_slots where channel = ${work.channel}), 1),
      ${!decided.has(reason)}, ${reason === 'overflowed'})
    on conflict (conversation_id) do update set queue_id = excluded.queue_id, state = 'waiting', agent_id = null,
      priority = excluded.priority, since = excluded.since, lang = excluded.lang, channel = excluded.channel,
      weight = excluded.weight, chosen = i.chosen and excluded.chosen, overflowed = i.overflowed or excluded.overflowed,
      passed = case when i.state = 'done' then '{}' else i.passed end, rev = i.rev + 1
    returning id`.execute(tx)
  const id = rows[0]?.id
  if (id === undefined) return
  await publish(tx, 'work-item.queued', {
    brand: work.brand,
    subject: id,
    data: { conversationId: work.conversationId, queueId: work.queue, reason },
  })
  await enqueue(
    tx,
    'routing.push',
    { queueId: work.queue },
    { key: pushKey(work.queue, work.conversationId), lane: PUSH },
  )
}

export interface Gift {
  item: WorkItem
  agent: AgentId
  why: string
  facts?: AssignmentFacts
  /** The assignment's id, where a client made it. */
  id?: string
}

/** Records that an agent has it, and why; the caller hands the conversation over in the same transaction. */
export async function assignItem(tx: Tx, { item, agent, why, facts = {}, id = newId() }: Gift): Promise<void> {
  if (item.state === 'assigned' && item.agent_id === agent) return
  const now = tx.clock.now()
  const waitedSeconds =
    item.state === 'waiting' ? Math.max(0, Math.round((now.getTime() - item.since.getTime()) / 1000)) : 0
  // What waits has nobody: whoever had it was ended when it was queued.
  if (item.state !== 'waiting') await endAssignment(tx, item.id, why)
  await sql`
    with held as (
      update routing.work_item set state = 'assigned', agent_id = ${agent}, overflowed = false, rev = rev + 1 where id = ${item.id})
    insert into routing.assignment (id, work_item_id, conversation_id, queue_id, agent_id, why, facts, waited_seconds, at)
    values (${id}, ${item.id}, ${item.conversation_id}, ${item.queue_id}, ${agent}, ${why}, ${JSON.stringify(facts)}::jsonb,
      ${waitedSeconds}, ${now})`.execute(tx)
  await publish(tx, 'work-item.assigned', {
    brand: item.brand_id,
    subject: item.id,
    data: { conversationId: item.conversation_id, queueId: item.queue_id, agentId: agent, why, waitedSeconds },
  })
}

/** It is offered to others from now on; by hand everybody may still have it. */
export const passItem = (tx: Tx, conversation: ConversationId, agent: AgentId) =>
  sql`
    update routing.work_item set passed = array_append(passed, ${agent}::uuid)
    where conversation_id = ${conversation} and not (${agent}::uuid = any(passed))`.execute(tx)

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
