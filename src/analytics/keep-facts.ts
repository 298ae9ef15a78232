import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import { allBrands } from '#people'
import { columnsOf } from './columns.ts'
import type { Fact } from './fact.ts'
import { fold } from './fold.ts'
import type { ConversationFactTable } from './tables.ts'

/** The name of the handler whose cursors say how far facts reach. */
export const FACTS = 'analytics.facts'

interface State {
  conversation: ConversationId
  /** From which place of the log on it holds, and until which: null while it holds. */
  from: number
  to: number | null
  fact: Fact
  brand: string
}

/** Applies events to their conversations' facts: the state one was in ends there, the next begins. An event that was applied already changes nothing. */
export async function keepFacts(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
  const before = await standing(tx, [...new Set(events.map((event) => event.subject))])
  const now = new Map(before)
  const begun: State[] = []
  for (const event of events) {
    const state = now.get(event.subject)
    const next = after(state, event)
    if (next === null) continue
    if (state !== undefined) state.to = next.from
    now.set(event.subject, next)
    begun.push(next)
  }
  await end(tx, [...before.values()])
  await add(tx, begun)
}

/** The state an event leads to; null when it changes nothing. */
function after(state: State | undefined, event: StoredEvent): State | null {
  const { brand, subject: conversation, pos: from } = event
  if (brand === null || (state !== undefined && state.from >= from)) return null
  const fact = fold(state?.fact ?? null, { ...event, at: event.at.getTime() })
  return fact === null || isDeepStrictEqual(fact, state?.fact) ? null : { conversation, from, to: null, fact, brand }
}

async function standing(tx: Tx, conversations: readonly ConversationId[]): Promise<Map<ConversationId, State>> {
  const rows = await tx
    .selectFrom('analytics.conversation_fact')
    .select([
      'conversation_id as conversation',
      'from_pos as from',
      'to_pos as to',
      'fold as fact',
      'brand_id as brand',
    ])
    .where('conversation_id', '=', sql<ConversationId>`any(${conversations}::uuid[])`)
    .where('to_pos', 'is', null)
    .execute()
  return new Map(rows.flatMap((row) => (row.fact === null ? [] : [[row.conversation, { ...row, fact: row.fact }]])))
}

async function end(tx: Tx, states: readonly State[]): Promise<void> {
  const over = states.filter(({ to }) => to !== null)
  if (over.length === 0) return
  await sql`
    update analytics.conversation_fact f set to_pos = e.pos, to_at = ${tx.clock.now()}, fold = null
    from unnest(${over.map(({ conversation }) => conversation)}::uuid[], ${over.map(({ to }) => to)}::bigint[]) as e(id, pos)
    where f.conversation_id = e.id and f.to_pos is null`.execute(tx)
}

async function add(tx: Tx, states: readonly State[]): Promise<void> {
  if (states.length === 0) return
  const hours = new Map((await allBrands(tx)).map((brand) => [brand.id as string, brand]))
  const rows = states.flatMap((state): ConversationFactTable[] => {
    const brand = hours.get(state.brand)
    if (brand === undefined) return []
    const { conversation, from, to, fact } = state
    const over = to !== null
    const [to_at, fold] = over ? [tx.clock.now(), null] : [null, fact]
    const place = { conversation_id: conversation, from_pos: from, to_pos: to, to_at, fold, brand_id: brand.id }
    return [{ ...place, ...columnsOf(fact, brand.hours) }]
  })
  if (rows.length > 0) await tx.insertInto('analytics.conversation_fact').values(rows).execute()
}
