import { type Actor, visibleIn } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { KnowledgeApi } from '../contract.ts'
import { loadFlags } from './load-flags.ts'

type Query = KnowledgeApi['GET /api/v1/article-flags']['query']
type Answer = KnowledgeApi['GET /api/v1/article-flags']['answer']

/** Who keeps a brand's articles sees all of theirs; everybody else what they said themselves. */
export const seenBy = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(${visibleIn(actor, 'article.manage', sql.ref('f.brand_id'))} or f.flagged_by::text = ${actor.id})`

export async function listFlags(ctx: Context, query: Query): Promise<Answer> {
  const limit = query.limit ?? 50
  const { rows } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  const after = decodeCursor(query.after, 2)
  const beyond = after === null ? sql`true` : sql`(f.at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const state = query.state === 'settled' ? sql`f.settled_at is not null` : sql`f.settled_at is null`
  const items = await loadFlags(
    ctx.db,
    sql`${seenBy(ctx.actor)} and ${state} and ${beyond} order by f.at desc, f.id desc limit ${limit + 1}`,
  )
  return { ...pageOf(items, limit, (flag) => [flag.at, flag.id]), live: rows[0]?.live ?? '0' }
}
