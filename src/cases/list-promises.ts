import { visible } from '#kernel/access'
import { sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import type { Context } from '#kernel/registry'
import type { CasesApi } from './contract.ts'
import { headOf } from './list-cases.ts'
import { presentAll } from './present-promises.ts'
import { held } from './promise.ts'

type Route = CasesApi['GET /api/v1/promises']

/** Open promises, due soonest first: one's own, or all one may see. */
export async function listPromises(ctx: Context, query: Route['query']): Promise<Route['answer']> {
  const limit = query.limit ?? 50
  const mine = visible(ctx.actor, 'promise.read', sql.ref('p.brand_id'), sql.ref('c.scopes'))
  const whose =
    query.of === 'mine' ? sql`p.owner_id = ${ctx.actor.kind === 'agent' ? ctx.actor.id : null}::uuid` : sql`true`
  const place = decodeCursor(query.after, 2)
  const from = place === null ? sql`true` : sql`(p.due_at, p.id) > (${place[0]}::timestamptz, ${place[1]}::uuid)`
  const live = await headOf(ctx.db)
  const { rows } = await held(
    sql`p.state = 'open' and ${mine} and ${whose} and ${from} order by p.due_at, p.id limit ${limit + 1}`,
  ).execute(ctx.db)
  const { items, next } = pageOf(rows, limit, ({ due_at, id }) => [due_at.toISOString(), id])
  return { items: await presentAll(ctx.db, items), next, live }
}
