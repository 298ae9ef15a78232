import { sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { Briefing } from './contract.ts'
import { loadBriefings } from './load-briefings.ts'
import { current, forActor } from './policy.ts'

interface Query {
  of?: 'current' | 'all'
  limit?: number
  after?: string
}

/** Those for the caller, the newest first; those that ended only when all are asked for. */
export async function listBriefings(
  ctx: Context,
  query: Query,
): Promise<{ items: Briefing[]; next: string | null; live: string }> {
  const limit = query.limit ?? 50
  const live = await liveNow(ctx)
  const after = decodeCursor(query.after, 2)
  const beyond = after === null ? sql`true` : sql`(b.at, b.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const which = query.of === 'all' ? sql`true` : current(ctx.clock.now())
  const items = await loadBriefings(
    ctx,
    sql`${forActor(ctx.actor)} and ${which} and ${beyond} order by b.at desc, b.id desc limit ${limit + 1}`,
  )
  return { ...pageOf(items, limit, (briefing) => [briefing.at, briefing.id]), live }
}

export async function countUnreadBriefings(ctx: Context): Promise<{ unread: number; live: string }> {
  const { rows } = await sql<{ unread: number; live: string }>`
    select count(b.id)::int as unread, ${livePos()} as live from notices.briefing b
    where ${forActor(ctx.actor)} and ${current(ctx.clock.now())} and not exists (
      select 1 from notices.briefing_read r
      where r.briefing_id = b.id and r.agent_id::text = ${ctx.actor.id} and r.edition = b.edition)`.execute(ctx.db)
  return rows[0] ?? { unread: 0, live: '0' }
}

/** Read before the data: what happens in between is told again, never left out. */
async function liveNow(ctx: Context): Promise<string> {
  const { rows } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  return rows[0]?.live ?? '0'
}
