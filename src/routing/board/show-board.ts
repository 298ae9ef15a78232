import { glances } from '#conversations'
import { visible } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { agentsFor, teamMembers } from '#people'
import { presenceRows, presentPresence } from '../presence/list-presence.ts'
import type { Board, BoardItem } from './contract.ts'
import { handsOn } from './hands.ts'

/** As many people as one looks at; more are shown by team. */
const MOST = 100
/** Of what waits in a queue, so many are named. */
const FIRST = 8

interface Wanted {
  team?: string
  brand?: string
}

/** Who works on what, and what waits, as it is now. The cursor is read first: what changes meanwhile is told by the stream. */
export async function showBoard(ctx: Context, wanted: Wanted): Promise<Board> {
  const { rows: at } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  const { agents, more } = await people(ctx, wanted.team)
  const queues = await queuesOf(ctx, wanted.brand)
  const items = await itemsOf(
    ctx,
    agents.map(({ id }) => id as AgentId),
    queues.map(({ id }) => id),
    wanted.brand,
  )
  return { agents, more, items, queues, live: at[0]?.live ?? '0' }
}

/** By name, so that nobody's card moves while one reads. */
async function people(ctx: Context, team: string | undefined): Promise<Pick<Board, 'agents' | 'more'>> {
  const members = team === undefined ? null : await teamMembers(ctx.db, team)
  const there = await presenceRows(
    ctx,
    members === null ? sql`p.state <> 'offline'` : sql`p.state <> 'offline' and p.agent_id = any(${members}::uuid[])`,
  )
  const seen = await agentsFor(
    ctx,
    there.map(({ agent }) => agent),
  )
  const mine = there.filter(({ agent }) => seen.get(agent)?.active === true)
  const all = (await presentPresence(ctx, mine)).sort((one, other) => one.name.localeCompare(other.name))
  return { agents: all.slice(0, MOST), more: Math.max(0, all.length - MOST) }
}

interface QueueRow {
  id: QueueId
  waiting: number
  oldest: Date | null
  offered: number
}

async function queuesOf(
  { db, actor }: Context,
  brand: string | undefined,
): Promise<(Board['queues'][number] & { id: QueueId })[]> {
  const mine = visible(actor, 'work-item.read', sql.ref('q.brand_id'), sql`array['queue:' || q.id::text]`)
  const { rows } = await sql<QueueRow>`
    select q.id, count(w.id)::int as waiting, min(w.since) as oldest, count(o.id)::int as offered
    from routing.queue q
    left join routing.work_item w on w.queue_id = q.id and w.state = 'waiting'
    left join routing.offer o on o.work_item_id = w.id and o.settled_at is null
    where q.removed_at is null and ${mine} and ${inBrand(sql.ref('q.brand_id'), brand)}
    group by q.id order by q.created_at, q.id`.execute(db)
  return rows.map((row) => ({ ...row, oldest: row.oldest?.toISOString() ?? null }))
}

const inBrand = (column: RawBuilder<unknown>, brand: string | undefined): RawBuilder<boolean> =>
  brand === undefined ? sql<boolean>`true` : sql<boolean>`${column} = ${brand}::uuid`

interface ItemRow extends Omit<BoardItem, 'card' | 'hand'> {
  id: ConversationId
}

/** What these people have, oldest first, and of each queue what would be given next. */
async function itemsOf(
  ctx: Context,
  agents: readonly AgentId[],
  queues: readonly QueueId[],
  brand: string | undefined,
): Promise<BoardItem[]> {
  const { rows } = await sql<ItemRow>`
    with wanted as (
      select w.* from routing.work_item w where w.agent_id = any(${[...agents]}::uuid[]) and ${inBrand(sql.ref('w.brand_id'), brand)}
      union all
      select next.* from unnest(${[...queues]}::uuid[]) as q (id) cross join lateral (
        select * from routing.work_item w where w.queue_id = q.id and w.state = 'waiting'
        order by w.priority, w.since, w.id limit ${FIRST}) next)
    select w.conversation_id as id, w.brand_id as brand, w.queue_id as queue, w.state, coalesce(w.agent_id, o.agent_id) as agent,
      o.id is not null as offered, w.channel, w.priority, w.weight as slots
    from wanted w left join routing.offer o on o.work_item_id = w.id and o.settled_at is null
    order by w.priority, w.since, w.id limit 2000`.execute(ctx.db)
  const ids = rows.map((row) => row.id)
  const [cards, hands] = [await glances(ctx.actor, ids, ctx.db), await handsOn(ctx.db, ids)]
  return rows.map((row) => {
    const card = cards.get(row.id)
    return {
      ...row,
      hand: card === undefined ? null : (hands.get(row.id) ?? null),
      card:
        card === undefined
          ? null
          : {
              contact: card.contact,
              reference: card.reference,
              lang: card.lang,
              waitingSince: card.waitingSince?.toISOString() ?? null,
            },
    }
  })
}
