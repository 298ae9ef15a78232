import { putInQueues, type Row, waitingForPerson } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import { publishAll, type StoredEvent } from '#kernel/events'
import { type BrandId, type ConversationId, newId, type QueueId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import { firstQueue } from './first-queue.ts'
import { type Choosable, chooseAmong } from './queue.ts'
import { PUSH, pushKey } from './work-item.ts'

/**
 * Conversations began, and nobody's bot answers them: each needs a person. All that came together is done together, because a crowd
 * comes together. What somebody took meanwhile, or has its work already, is left as it is.
 */
export async function followStarts(tx: Tx, events: readonly StoredEvent<'conversation.started'>[]): Promise<void> {
  const ids = events.filter(({ data }) => data.holder === 'queue').map(({ subject }) => subject as ConversationId)
  if (ids.length === 0) return
  await lockItems(tx, ids)
  const rows = await waitingForPerson(tx, ids)
  const queues = await queuesFor(tx, rows)
  const made = await makeItems(tx, rows, queues)
  const inNone = rows.filter((row) => row.queue_id === null && made.has(row.conversation_id))
  await putInQueues(tx, new Map(inNone.map((row) => [row.conversation_id, queueOf(queues, row)])))
  await tell(tx, rows, made, queues)
}

/** As lockItem() does for one. */
const lockItems = (tx: Tx, ids: readonly ConversationId[]) =>
  sql`select pg_advisory_xact_lock(hashtextextended('routing:' || id, 0)) from unnest(${[...ids].sort()}::text[]) id`.execute(
    tx,
  )

type Places = ReadonlyMap<ConversationId, QueueId>
function queueOf(queues: Places, { conversation_id }: Row): QueueId {
  const queue = queues.get(conversation_id)
  if (queue === undefined) throw new Error('A conversation was left without a queue.')
  return queue
}

async function queuesFor(tx: Tx, rows: readonly Row[]): Promise<Places> {
  const brands = [...new Set(rows.map((row) => row.brand_id))]
  const { rows: queues } = await sql<Choosable & { brand: BrandId }>`
    select id, brand_id as brand, first, takes from routing.queue
    where brand_id = any(${brands}::uuid[]) and removed_at is null order by created_at, id`.execute(tx)
  const places = new Map<ConversationId, QueueId>()
  for (const row of rows) {
    const mine = queues.filter(({ brand }) => brand === row.brand_id)
    const queue = row.queue_id ?? chooseAmong(mine, row) ?? (await firstQueue(tx, row.brand_id))
    places.set(row.conversation_id, queue)
  }
  return places
}

/** Answers the work item of each conversation that got one now. */
async function makeItems(tx: Tx, rows: readonly Row[], queues: Places): Promise<Map<ConversationId, string>> {
  const now = tx.clock.now()
  const work = rows.map((row) => ({
    id: newId(),
    conversation_id: row.conversation_id,
    brand_id: row.brand_id,
    queue_id: queueOf(queues, row),
    priority: row.priority,
    since: row.waiting_since ?? now,
    channel: row.channel,
    lang: row.lang,
  }))
  const { rows: made } = await sql<{ id: string; conversation: ConversationId }>`
    insert into routing.work_item (id, conversation_id, brand_id, queue_id, state, priority, since, channel, lang, weight)
    select w.id, w.conversation_id, w.brand_id, w.queue_id, 'waiting', w.priority, w.since, w.channel, w.lang, coalesce(s.slots, 1)
    from json_to_recordset(${JSON.stringify(work)}::json) as w (id uuid, conversation_id uuid, brand_id uuid, queue_id uuid,
      priority text, since timestamptz, channel text, lang text)
    left join routing.channel_slots s using (channel)
    on conflict (conversation_id) do nothing returning id, conversation_id as conversation`.execute(tx)
  return new Map(made.map(({ id, conversation }) => [conversation, id]))
}

async function tell(tx: Tx, rows: readonly Row[], made: ReadonlyMap<ConversationId, string>, queues: Places) {
  const queued = rows.flatMap((row) => {
    const id = made.get(row.conversation_id)
    return id === undefined ? [] : [{ id, row, queue: queueOf(queues, row) }]
  })
  await publishAll(
    tx,
    'work-item.queued',
    queued.map(({ id, row, queue }) => ({
      brand: row.brand_id,
      subject: id,
      data: { conversationId: row.conversation_id, queueId: queue, reason: 'started' },
    })),
  )
  const keys = new Map(queued.map(({ row, queue }) => [pushKey(queue, row.conversation_id), queue]))
  await enqueueAll(
    tx,
    'routing.push',
    [...keys].sort().map(([key, queueId]) => ({ payload: { queueId }, key, lane: PUSH })),
  )
}
