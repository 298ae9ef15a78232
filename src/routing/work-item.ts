import type { Selectable } from 'kysely'
import type { Row } from '#conversations'
import type { By, Scope } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { publish, publishAll } from '#kernel/events'
import { type AgentId, type BrandId, type ConversationId, newId, type QueueId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import { endOffers } from './offers/offer.ts'
import type { AssignmentFacts, ItemState, WorkItemTable } from './tables.ts'

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
const pushKey = (queue: QueueId, conversation: ConversationId): string => `${queue} ${conversation.at(-1)}`

/** Reasons by which a person, or a rule about waiting, decided where it waits: what it is does not move it any more. */
const decided = new Set(['transferred', 'overflowed', 'baton'])

/**
 * Locks the conversation's work, also when there is no item yet: the first who comes makes it, the second finds it.
 * Everybody locks the work first and the conversation's row after, so nobody waits in a circle.
 */
export async function lockItem(tx: Tx, conversation: ConversationId): Promise<WorkItem | undefined> {
  return (await lockItems(tx, [conversation])).get(conversation)
}

/** The same for many; those that have an item already. */
export async function lockItems(
  tx: Tx,
  conversations: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, WorkItem>> {
  if (conversations.length === 0) return new Map()
  const ids = [...conversations].sort()
  await sql`
    select pg_advisory_xact_lock(hashtextextended('routing:' || id, 0)) from unnest(${ids}::text[]) id`.execute(tx)
  const items = await tx
    .selectFrom('routing.work_item')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .orderBy('conversation_id')
    .forUpdate()
    .execute()
  return new Map(items.map((item) => [item.conversation_id, item]))
}

/** Puts the conversation into its queue; one that waited before keeps its place by `since`. */
export const queueWork = (tx: Tx, work: Work, reason: string): Promise<void> => queueAll(tx, [work], reason)

/** The same for many, each locked by lockItem() or lockItems(). */
export async function queueAll(tx: Tx, works: readonly Work[], reason: string): Promise<void> {
  if (works.length === 0) return
  const given = JSON.stringify(works.map((work) => ({ id: newId(), ...work })))
  const { rows } = await sql<{ id: string; conversation: ConversationId; queue: QueueId; brand: BrandId }>`
    with given as (
      select * from json_to_recordset(${given}::json) as (id uuid, "conversationId" uuid, brand uuid, queue uuid, priority text,
        channel text, lang text, since timestamptz)),
    ended as (
      update routing.assignment a set ended_at = ${tx.clock.now()}, ended_why = ${reason} from routing.work_item w
      where w.conversation_id in (select "conversationId" from given) and a.work_item_id = w.id and a.ended_at is null)
    insert into routing.work_item as i
      (id, conversation_id, brand_id, queue_id, state, priority, since, channel, lang, weight, chosen, overflowed)
    select g.id, g."conversationId", g.brand, g.queue, 'waiting', g.priority, g.since, g.channel, g.lang, coalesce(s.slots, 1),
      ${!decided.has(reason)}::boolean, ${reason === 'overflowed'}::boolean
    from given g left join routing.channel_slots s using (channel)
    on conflict (conversation_id) do update set queue_id = excluded.queue_id, state = 'waiting', agent_id = null,
      priority = excluded.priority, since = excluded.since, lang = excluded.lang, channel = excluded.channel,
      weight = excluded.weight, chosen = i.chosen and excluded.chosen, overflowed = i.overflowed or excluded.overflowed,
      passed = case when i.state = 'done' then '{}' else i.passed end, rev = i.rev + 1
    returning id, conversation_id as conversation, queue_id as queue, brand_id as brand`.execute(tx)
  await endOffers(
    tx,
    rows.map(({ id }) => id),
    'gone',
  )
  await publishAll(
    tx,
    'work-item.queued',
    rows.map(({ id, conversation, queue, brand }) => ({
      brand,
      subject: id,
      scopes: inQueue(queue),
      data: { conversationId: conversation, queueId: queue, reason },
    })),
  )
  const pushes = new Map(rows.map(({ queue, conversation }) => [pushKey(queue, conversation), queue]))
  const jobs = [...pushes].sort().map(([key, queueId]) => ({ payload: { queueId }, key, lane: PUSH }))
  await enqueueAll(tx, 'routing.push', jobs)
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
export async function assignItem(tx: Tx, gift: Gift): Promise<void> {
  const { item, agent, why } = gift
  if (item.state === 'assigned' && item.agent_id === agent) return
  // What waits has nobody: whoever had it was ended when it was queued.
  if (item.state !== 'waiting') await endAssignment(tx, item.id, why)
  await recordAssignments(tx, [gift])
}

/** For many at once; nobody has any of them. */
export async function recordAssignments(tx: Tx, gifts: readonly Gift[]): Promise<void> {
  if (gifts.length === 0) return
  const now = tx.clock.now()
  const rows = gifts.map(({ item, agent, why, facts = {}, id = newId() }) => ({
    id,
    item: item.id,
    brand: item.brand_id,
    conversation: item.conversation_id,
    queue: item.queue_id,
    agent,
    why,
    facts,
    waited: item.state === 'waiting' ? Math.max(0, Math.round((now.getTime() - item.since.getTime()) / 1000)) : 0,
  }))
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as (id uuid, item uuid, conversation uuid, queue uuid, agent uuid, why text, facts jsonb, waited int)),
    held as (
      update routing.work_item w set state = 'assigned', agent_id = g.agent, overflowed = false, rev = w.rev + 1
      from given g where w.id = g.item)
    insert into routing.assignment (id, work_item_id, conversation_id, queue_id, agent_id, why, facts, waited_seconds, at)
    select id, item, conversation, queue, agent, why, facts, waited, ${now} from given`.execute(tx)
  await endOffers(
    tx,
    rows.map(({ item }) => item),
    'gone',
  )
  await publishAll(
    tx,
    'work-item.assigned',
    rows.map(({ item, brand, conversation, queue, agent, why, waited }) => ({
      brand,
      subject: item,
      scopes: inQueue(queue),
      data: { conversationId: conversation, queueId: queue, agentId: agent, why, waitedSeconds: waited },
    })),
  )
}

/** It is offered to others from now on; by hand everybody may still have it. */
export const passItem = (tx: Tx, conversation: ConversationId, agent: AgentId) =>
  sql`
    update routing.work_item set passed = array_append(passed, ${agent}::uuid)
    where conversation_id = ${conversation} and not (${agent}::uuid = any(passed))`.execute(tx)

/** It rests, and is still theirs: it takes nobody's room. */
export const parkItem = (tx: Tx, conversation: ConversationId): Promise<void> =>
  rest(tx, conversation, { from: 'assigned', to: 'parked', name: 'work-item.parked' })
export const unparkItem = (tx: Tx, conversation: ConversationId): Promise<void> =>
  rest(tx, conversation, { from: 'parked', to: 'assigned', name: 'work-item.unparked' })

interface Rest {
  from: ItemState
  to: ItemState
  name: 'work-item.parked' | 'work-item.unparked'
}
async function rest(tx: Tx, conversation: ConversationId, { from, to, name }: Rest): Promise<void> {
  const { rows } = await sql<{ id: string; brand: BrandId; queue: QueueId }>`
    update routing.work_item set state = ${to}, rev = rev + 1 where conversation_id = ${conversation} and state = ${from}
    returning id, brand_id as brand, queue_id as queue`.execute(tx)
  for (const { id, brand, queue } of rows)
    await publish(tx, name, { brand, subject: id, scopes: inQueue(queue), data: { conversationId: conversation } })
}

/** Whoever leads a queue is told of what is in it. */
export const inQueue = (queue: QueueId): Scope[] => [`queue:${queue}`]

/** Settled, or back with the bot: nobody's effort any more. */
export async function finishItem(tx: Tx, conversation: ConversationId, why: string, by: By = 'system'): Promise<void> {
  const { rows } = await sql<{ id: string; brand_id: BrandId; queue: QueueId; channel: string; agent: AgentId | null }>`
    with held as (
      select id, agent_id from routing.work_item where conversation_id = ${conversation} and state <> 'done' for update)
    update routing.work_item w set state = 'done', agent_id = null, rev = rev + 1
    from held where w.id = held.id returning w.id, w.brand_id, w.queue_id as queue, w.channel, held.agent_id as agent`.execute(
    tx,
  )
  const [item] = rows
  if (item === undefined) return
  await endAssignment(tx, item.id, why)
  await endOffers(tx, [item.id], 'gone')
  await publish(tx, 'work-item.done', {
    brand: item.brand_id,
    subject: item.id,
    scopes: inQueue(item.queue),
    data: {
      conversationId: conversation,
      why,
      channel: item.channel,
      ...(item.agent === null ? {} : { agentId: item.agent, themselves: by === `agent:${item.agent}` }),
    },
  })
}

const endAssignment = (tx: Tx, item: string, why: string) =>
  sql`update routing.assignment set ended_at = ${tx.clock.now()}, ended_why = ${why} where work_item_id = ${item} and ended_at is null`.execute(
    tx,
  )
