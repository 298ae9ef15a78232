import { referencesOf } from '#conversations'
import { mayIn } from '#kernel/access'
import { sql } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { allBrands } from '#people'
import { type Ask, firstGiven, listOf, seenGiven } from './ask.ts'
import type { VipCost } from './contract.ts'
import { type Given, replay } from './replay.ts'

const DAY_MS = 86_400_000
const DAYS_SHOWN = 7
const MOST_DAYS = 400
/** More than a large operator gives in a week; beyond, the newest are replayed and the report says so. */
const AT_MOST = 50_000
const SHOWN = 100

interface Query {
  from?: string
  to?: string
  brand?: string
}

/** What serving some before others costs the others. */
export async function vipCost(ctx: Context, query: Query): Promise<VipCost> {
  const ask = await askOf(ctx, query)
  const given = await replayable(ctx, ask)
  const waits = waitsBoth(given)
  const others = waits.filter(({ vip }) => !vip)
  const delayed = others.filter(({ waited, without }) => waited > without).sort(byDelay)
  return {
    asOf: ctx.clock.now().toISOString(),
    from: ask.from.toISOString(),
    to: ask.to.toISOString(),
    ...(await served(ctx, ask)),
    replayed: {
      n: given.length,
      cut: given.length === AT_MOST,
      others: mean(others.map(longer)),
      vip: mean(waits.filter(({ vip }) => vip).map((each) => -longer(each))),
    },
    delayed: { n: delayed.length, items: await shown(ctx, delayed.slice(0, SHOWN)) },
  }
}

export async function askOf(ctx: Context, { from, to, brand = '' }: Query): Promise<Ask> {
  const mine = (await allBrands(ctx.db)).filter(({ id }) => mayIn(ctx.actor, 'queue.report', id))
  if (brand !== '' && !mine.some(({ id }) => id === brand)) throw notFound('brand')
  const end = to === undefined ? ctx.clock.now() : new Date(to)
  const start = from === undefined ? new Date(end.getTime() - DAYS_SHOWN * DAY_MS) : new Date(from)
  if (start >= end || end.getTime() - start.getTime() > MOST_DAYS * DAY_MS)
    throw new Problem('invalid_input', `Ask for a time that begins before it ends, ${MOST_DAYS} days at most.`, {
      faults: [{ pointer: '/query/from', detail: `must be before \`to\`, by ${MOST_DAYS} days at most` }],
    })
  return { from: start, to: end, brand: brand === '' ? null : brand }
}

async function served(ctx: Context, ask: Ask): Promise<Pick<VipCost, 'vip' | 'others'>> {
  const { rows } = await sql<{ vip: boolean; n: number; mean: number; median: number }>`
    select vip, count(*)::int as n, avg(waited)::float8 as mean, percentile_cont(0.5) within group (order by waited)::float8 as median
    from (${firstGiven(ctx, ask)}) g group by vip`.execute(ctx.db)
  const of = (vip: boolean) => {
    const { n = 0, mean = null, median = null } = rows.find((row) => row.vip === vip) ?? {}
    return { n, list: listOf(vip, ask), mean, median }
  }
  return { vip: of(true), others: of(false) }
}

export interface Replayable extends Given {
  conversation: ConversationId
  name: VipCost['delayed']['items'][number]['queue']
}

/** What the queues' order gave, and what standings took out of it; what people chose by hand is no part of the order. */
export async function replayable(ctx: Context, ask: Ask): Promise<Replayable[]> {
  const { rows } = await sql<Replayable>`
    select a.id, a.conversation_id as conversation, a.queue_id as queue, q.name, a.facts->>'priority' as priority,
      (extract(epoch from a.at) * 1000)::float8 as at, (extract(epoch from a.at) * 1000 - a.waited_seconds * 1000)::float8 as since,
      a.facts ? 'vip' as vip, q.vip_ahead_minutes * 60000 as ahead, coalesce(a.facts->>'kept' in ('named', 'backup'), false) as kept
    from routing.assignment a join routing.work_item w on w.id = a.work_item_id join routing.queue q on q.id = a.queue_id
    where ${seenGiven(ctx, ask)} and a.facts ? 'priority' and a.facts->>'kept' is distinct from 'last'
    order by a.at desc, a.id limit ${AT_MOST}`.execute(ctx.db)
  return rows
}

interface Waits extends Pick<Replayable, 'conversation' | 'name' | 'vip'> {
  /** Seconds by the order as it is, and by the order without standings. */
  waited: number
  without: number
}

function waitsBoth(given: readonly Replayable[]): Waits[] {
  const [as, without] = [replay(given, 'with'), replay(given, 'without')]
  const seconds = (at: number | undefined, { since }: Given) => Math.round(((at ?? since) - since) / 1_000)
  return given.map((each) => ({
    conversation: each.conversation,
    name: each.name,
    vip: each.vip,
    waited: seconds(as.get(each.id), each),
    without: seconds(without.get(each.id), each),
  }))
}

const longer = ({ waited, without }: Waits): number => waited - without
const byDelay = (a: Waits, b: Waits): number => longer(b) - longer(a) || b.waited - a.waited
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

async function shown(ctx: Context, rows: readonly Waits[]): Promise<VipCost['delayed']['items']> {
  const references = await referencesOf(
    ctx.db,
    rows.map(({ conversation }) => conversation),
  )
  return rows.map(({ conversation, name, waited, without }) => ({
    conversation,
    reference: references.get(conversation) ?? '',
    queue: name,
    waited,
    without,
  }))
}
