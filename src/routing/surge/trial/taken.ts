import { type Db, sql } from '#kernel/db'
import type { AgentId, BrandId, ConversationId, QueueId } from '#kernel/ids'
import type { PresenceKind } from '../../tables.ts'
import type { Day } from './day.ts'

/** What somebody got on a day. Times in milliseconds since the epoch. */
export interface Taken {
  id: string
  conversation: ConversationId
  queue: QueueId
  agent: AgentId
  priority: string
  since: number
  at: number
  ended: number | null
}

/** All that was given that day, in the order in which it was. */
export async function takenOn(db: Db, brand: BrandId, { from, to }: Day): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select a.id, a.conversation_id as conversation, coalesce(a.queue_id, w.queue_id) as queue, a.agent_id as agent,
      coalesce(a.facts->>'priority', w.priority) as priority, (extract(epoch from a.at) * 1000)::float8 as at,
      (extract(epoch from a.at) * 1000 - a.waited_seconds * 1000)::float8 as since,
      (extract(epoch from a.ended_at) * 1000)::float8 as ended
    from routing.assignment a join routing.work_item w on w.id = a.work_item_id
    where a.at >= ${from} and a.at < ${to} and w.brand_id = ${brand} order by a.at, a.id`.execute(db)
  return rows
}

export type Span = readonly [from: number, to: number]

/** So far back it is asked how somebody began the day. */
const BEFORE = sql`interval '2 days'`

/** When each was there to take work, by the log; nothing is known of who never said so. */
export async function thereOn(
  db: Db,
  agents: readonly AgentId[],
  { from, to }: Day,
): Promise<ReadonlyMap<AgentId, readonly Span[]>> {
  if (agents.length === 0) return new Map()
  const { rows } = await sql<{ agent: AgentId; at: number; state: PresenceKind }>`
    select subject as agent, (extract(epoch from at) * 1000)::float8 as at, data->>'to' as state from kernel.event
    where subject = any(${[...agents]}::uuid[]) and name = 'presence.changed' and at >= ${from}::timestamptz - ${BEFORE} and at < ${to}
    order by kernel.event.seq`.execute(db)
  const told = Map.groupBy(rows, ({ agent }) => agent)
  return new Map([...told].map(([agent, changes]) => [agent, spansOf(changes, from.getTime(), to.getTime())]))
}

/** Busy is there: they finish what they have, and some take more by hand. */
const isThere = (state: PresenceKind): boolean => state === 'available' || state === 'busy'

function spansOf(changes: readonly { at: number; state: PresenceKind }[], from: number, to: number): Span[] {
  const spans: Span[] = []
  let since: number | null = null
  for (const { at, state } of [...changes, { at: to, state: 'offline' as const }]) {
    if (isThere(state)) since ??= at
    else if (since !== null) {
      if (at > from) spans.push([Math.max(since, from), at])
      since = null
    }
  }
  return spans
}
