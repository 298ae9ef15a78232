import { sql } from '#kernel/db'
import { decodeCursor, pageOf } from '#kernel/http'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ReviewsApi } from './contract.ts'
import { othersReviews, ownReviews } from './review.ts'
import { type Listed, listedOf } from './show-review.ts'

type Query = ReviewsApi['GET /api/v1/reviews']['query']
type Answer = ReviewsApi['GET /api/v1/reviews']['answer']
type Count = ReviewsApi['GET /api/v1/reviews/count']['answer']

const PAGE = 50
const states = {
  waiting: ['waiting'],
  disputed: ['disputed'],
  done: ['scored', 'agreed', 'settled'],
  dropped: ['dropped'],
} as const

export async function listReviews(ctx: Context, { of, state, agent, limit = PAGE, after }: Query): Promise<Answer> {
  const [at, last] = decodeCursor(after, 2) ?? []
  const { rows } = await sql<Listed & { sorted: string; live: string }>`
    select v.*, f.name as form, f.criteria as questions, r.name as rule,
      to_char(coalesce(v.scored_at, v.picked_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sorted
    from coaching.review v join coaching.form f on f.id = v.form_id left join coaching.rule r on r.id = v.rule_id
    where ${of === 'mine' ? ownReviews(ctx.actor) : othersReviews(ctx.actor)}
      and (${state === undefined} or v.state = any(${[...(state === undefined ? [] : states[state])]}::text[]))
      and (${agent ?? null}::uuid is null or v.agent_id = ${agent ?? null}::uuid)
      and (${at ?? null}::timestamptz is null or (coalesce(v.scored_at, v.picked_at), v.id) < (${at ?? null}::timestamptz, ${last ?? null}::uuid))
    order by coalesce(v.scored_at, v.picked_at) desc, v.id desc limit ${limit + 1}`.execute(ctx.db)
  const live = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  const { items, next } = pageOf(rows, limit, (row) => [row.sorted, row.id])
  return { items: await listedOf(ctx, items), next, live: live.rows[0]?.live ?? '0' }
}

export async function countReviews({ actor, db }: Context): Promise<Count> {
  const { rows } = await sql<Count>`
    select (count(*) filter (where v.state = 'waiting' and ${othersReviews(actor)}))::integer as "toScore",
      (count(*) filter (where v.state = 'disputed' and ${othersReviews(actor)}))::integer as "toSettle",
      (count(*) filter (where v.seen_at is null and ${ownReviews(actor)}))::integer as "toSee"
    from coaching.review v
    where v.state in ('waiting', 'disputed') or (v.agent_id::text = ${actor.id} and v.seen_at is null)`.execute(db)
  return rows[0] ?? { toScore: 0, toSettle: 0, toSee: 0 }
}
