import { visibleIn } from '#kernel/access'
import { sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { KnowledgeApi } from '../contract.ts'
import { type CannedRow, presentCanned } from './present.ts'

type Query = KnowledgeApi['GET /api/v1/canned-responses']['query']
type Answer = KnowledgeApi['GET /api/v1/canned-responses']['answer']

/** Canned responses by shortcut; with `q` those whose shortcut or title begins with it, or whose title holds it. A brand also gets those for all. */
export async function listCanned(ctx: Context, query: Query): Promise<Answer> {
  const limit = query.limit ?? 50
  const after = decodeCursor(query.after, 2)
  const parts = [sql`(c.brand_id is null or ${visibleIn(ctx.actor, 'canned.read', sql.ref('c.brand_id'))})`]
  if (query.brand !== undefined) parts.push(sql`(c.brand_id is null or c.brand_id = ${query.brand})`)
  if (query.lang !== undefined) parts.push(sql`c.lang = ${query.lang}`)
  if (query.q !== undefined)
    parts.push(sql`(c.shortcut like ${`${escaped(query.q)}%`} or c.title ilike ${`%${escaped(query.q)}%`})`)
  if (after !== null) parts.push(sql`(c.shortcut, c.id) > (${after[0]}, ${after[1]}::uuid)`)
  const { rows } = await sql<CannedRow>`select c.* from knowledge.canned_response c where ${sql.join(parts, sql` and `)}
    order by c.shortcut, c.id limit ${limit + 1}`.execute(ctx.db)
  const head = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  return {
    ...pageOf(rows.map(presentCanned), limit, (canned) => [canned.shortcut, canned.id]),
    live: head.rows[0]?.live ?? '0',
  }
}

/** What was typed means itself, not a pattern. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
