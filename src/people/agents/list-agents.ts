import { may } from '#kernel/access'
import { sql } from '#kernel/db'
import { decodeCursor, encodeCursor, type Page } from '#kernel/http'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Agent } from '../contract.ts'
import { liveNow } from '../live-now.ts'
import { agentsVisibleTo } from '../policy.ts'
import { loadAgents } from './load-agents.ts'

interface Query {
  q?: string
  limit?: number
  after?: string
}

/** By name; with `q` those whose name or public name contains it. Former colleagues are listed too, marked inactive. */
export async function listAgents(ctx: Context, query: Query): Promise<Page<Agent>> {
  const limit = query.limit ?? 50
  const live = await liveNow(ctx.db)
  const found = await pick(ctx, query, limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const items = await loadAgents(ctx.db, {
    ids: page.map((row) => row.id),
    withAccess: may(ctx.actor, 'people.manage'),
  })
  return { items, next: found.length > limit && last ? encodeCursor([last.sort, last.id]) : null, live }
}

async function pick({ db, actor }: Context, { q, after }: Query, count: number) {
  const [sort, id] = decodeCursor(after, 2) ?? []
  const { rows } = await sql<{ id: AgentId; sort: string }>`
    select a.id, lower(a.name) as sort from people.agent a
    where ${agentsVisibleTo(actor)}
      and ${q === undefined ? sql`true` : sql`(strpos(lower(a.name), lower(${q})) > 0 or strpos(lower(a.public_name), lower(${q})) > 0)`}
      and ${id == null ? sql`true` : sql`(lower(a.name), a.id) > (${sort}::text, ${id}::uuid)`}
    order by lower(a.name), a.id limit ${count}`.execute(db)
  return rows
}
