import { visible } from '#kernel/access'
import { sql } from '#kernel/db'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'

interface Counts {
  counts: Record<string, number>
  live: string
}

/** How many each view and queue holds, from counters kept with each change; nothing is scanned. */
export async function countViews(ctx: Context): Promise<Counts> {
  const { rows } = await sql<{ key: string; n: number; live: string }>`
    with counted as (
      select key, sum(n)::int as n from conversations.view_count
      where ${visible(ctx.actor, 'conversation.read', sql.ref('brand_id'), sql`array[key]`)} and (key not like 'agent:%' or key = ${own(ctx)})
      group by key
    ) select key, n, ${livePos()} as live from counted
    union all select 'mentions', ${mentions(ctx)}, ${livePos()}
    union all select 'followed', ${followed(ctx)}, ${livePos()}`.execute(ctx.db)
  const counts = Object.fromEntries(rows.map((row) => [named(ctx, row.key), row.n]))
  return { counts, live: rows[0]?.live ?? '0' }
}

const mentions = (ctx: Context) => sql<number>`(
  select count(distinct m.conversation_id)::int from conversations.message m
  join conversations.inbox_row r using (conversation_id)
  where m.mentions @> array[${ctx.actor.kind === 'agent' ? ctx.actor.id : null}::uuid] and r.status in ('open', 'pending'))`

const followed = (ctx: Context) => sql<number>`(
  select count(*)::int from conversations.follower f join conversations.inbox_row r using (conversation_id)
  where f.agent_id = ${ctx.actor.kind === 'agent' ? ctx.actor.id : null}::uuid and f.following and r.status <> 'closed')`

const own = ({ actor }: Context): string => `agent:${actor.id}`

/** The counter of one's own conversations is the view `mine`; those of colleagues, as many as there are of them, are not asked for. */
const named = (ctx: Context, key: string): string => (key === 'open' ? 'all' : key === own(ctx) ? 'mine' : key)
