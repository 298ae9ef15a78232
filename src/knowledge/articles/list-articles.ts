import { visibleIn } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { search } from '#kernel/search'
import type { Article, KnowledgeApi } from '../contract.ts'
import { loadArticles } from './present.ts'

type Query = KnowledgeApi['GET /api/v1/articles']['query']
type Answer = KnowledgeApi['GET /api/v1/articles']['answer']

/** Articles newest first; with `q` the best matches, on one page. */
export async function listArticles(ctx: Context, query: Query): Promise<Answer> {
  const limit = query.limit ?? 50
  const { rows } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  const live = rows[0]?.live ?? '0'
  if (query.q !== undefined && query.q.trim() !== '')
    return { items: await bestMatches(ctx, query, query.q, limit), next: null, live }
  const after = decodeCursor(query.after, 2)
  const beyond = after === null ? sql`true` : sql`(a.updated_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const items = await loadArticles(
    ctx.db,
    sql`where ${wanted(ctx, query)} and ${beyond} order by a.updated_at desc, a.id desc limit ${limit + 1}`,
  )
  return { ...pageOf(items, limit, (article) => [article.updatedAt, article.id]), live }
}

async function bestMatches(ctx: Context, query: Query, q: string, limit: number): Promise<Article[]> {
  // More than asked for, since language and state are filtered after.
  const hits = await search(ctx, {
    kinds: ['article'],
    q,
    limit: limit * 4,
    ...(query.brand === undefined ? {} : { brand: query.brand }),
  })
  const ids = hits.map((hit) => hit.id)
  const found = await loadArticles(ctx.db, sql`where ${wanted(ctx, query)} and a.id = any(${ids}::uuid[])`)
  return found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)).slice(0, limit)
}

function wanted({ actor }: Context, query: Query): RawBuilder<boolean> {
  const parts = [visibleIn(actor, 'article.read', sql.ref('a.brand_id'))]
  if (query.brand !== undefined) parts.push(sql<boolean>`a.brand_id = ${query.brand}`)
  if (query.lang !== undefined) parts.push(sql<boolean>`a.lang = ${query.lang}`)
  if (query.state !== undefined)
    parts.push(query.state === 'published' ? sql<boolean>`p.at is not null` : sql<boolean>`p.at is null`)
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}
