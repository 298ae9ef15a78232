import { type Db, sql } from '#kernel/db'
import { decodeCursor, type Input, type Page, pageOf } from '#kernel/http'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { Notice, noticesApi } from './contract.ts'
import { type NoticeRow, present } from './present.ts'

type Query = Input<(typeof noticesApi)['GET /api/v1/notices']>['query']

/** The caller's own notices, newest first. A program has none. */
export async function listNotices(ctx: Context, query: Query): Promise<Page<Notice>> {
  const limit = query.limit ?? 50
  const at = decodeCursor(query.after, 2)
  const after = at === null ? sql`true` : sql`(n.at, n.id) < (${at[0]}::timestamptz, ${at[1]}::uuid)`
  // Asked before the rows: what happens in between is told twice, never missed.
  const live = await liveNow(ctx.db)
  const { rows } = await sql<NoticeRow & { exact: string }>`
    select n.*, n.at::text as exact from notices.notice n where n.agent_id = ${ctx.actor.kind === 'agent' ? ctx.actor.id : null}::uuid and ${after}
    order by n.at desc, n.id desc limit ${limit + 1}`.execute(ctx.db)
  const page = pageOf(rows, limit, (row) => [row.exact, row.id])
  return { items: await present(ctx.app, ctx.db, page.items), next: page.next, live }
}

async function liveNow(db: Db): Promise<string> {
  const { rows } = await sql<{ live: string }>`select ${livePos()} as live`.execute(db)
  return rows[0]?.live ?? '0'
}

export async function countUnread(ctx: Context): Promise<{ unread: number; live: string }> {
  const { rows } = await sql<{ unread: number; live: string }>`
    select count(*)::int as unread, ${livePos()} as live from notices.notice
    where agent_id = ${ctx.actor.kind === 'agent' ? ctx.actor.id : null}::uuid and read_at is null`.execute(ctx.db)
  return rows[0] ?? { unread: 0, live: '0' }
}
