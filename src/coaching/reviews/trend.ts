import { sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { Criterion } from '../forms/contract.ts'
import type { Score } from './contract.ts'
import { othersReviews, ownReviews } from './review.ts'
import { shareOf } from './total.ts'
import type { ReviewTrend, TrendApi } from './trend-contract.ts'

type Query = TrendApi['GET /api/v1/review-trend']['query']

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const WEEKS = 12
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS

interface Scored {
  agent: AgentId
  at: Date
  total: number
  failed: boolean
  disputed: boolean
  criteria: Criterion[]
  scores: Score[]
}

/** What was scored in these weeks, this one included, up to its last review. */
export async function reviewTrend(ctx: Context, { of, agent, weeks = WEEKS }: Query): Promise<ReviewTrend> {
  const thisWeek = mondayOf(ctx.clock.now().getTime())
  const from = thisWeek - (weeks - 1) * WEEK_MS
  const { rows } = await sql<Scored>`
    select v.agent_id as agent, v.scored_at as at, v.total, v.failed, v.answered_at is not null and v.state in ('disputed', 'settled') as disputed,
      v.criteria, v.scores
    from coaching.review v
    where v.scored_at >= ${new Date(from)} and ${of === 'mine' ? ownReviews(ctx.actor) : othersReviews(ctx.actor)}
      and (${agent ?? null}::uuid is null or v.agent_id = ${agent ?? null}::uuid)
    order by v.scored_at, v.id`.execute(ctx.db)
  const mondays = Array.from({ length: weeks }, (_, n) => from + n * WEEK_MS)
  const middle = mondays[Math.floor(weeks / 2)] ?? from
  return {
    weeks: mondays.map((monday) => ({
      from: new Date(monday).toISOString(),
      ...figuresOf(rows.filter(({ at }) => mondayOf(at.getTime()) === monday)),
    })),
    criteria: criteriaOf(rows),
    agents: await agentsOf(ctx, rows, middle),
  }
}

const mondayOf = (ms: number): number => ms - ((ms - FIRST_MONDAY_MS) % WEEK_MS)

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : round(values.reduce((sum, each) => sum + each, 0) / values.length)
const round = (value: number): number => Math.round(value * 10) / 10

const figuresOf = (rows: readonly Scored[]) => ({
  reviews: rows.length,
  mean: meanOf(rows.map(({ total }) => total)),
  failed: rows.filter(({ failed }) => failed).length,
})

/** By question, under the name it had last. */
function criteriaOf(rows: readonly Scored[]): ReviewTrend['criteria'] {
  const found = new Map<string, { name: Criterion['name']; shares: number[] }>()
  for (const { criteria, scores } of rows)
    for (const criterion of criteria) {
      const points = scores.find((score) => score.criterion === criterion.id)?.points ?? null
      if (points === null) continue
      const { shares } = found.get(criterion.id) ?? { shares: [] }
      found.set(criterion.id, { name: criterion.name, shares: [...shares, 100 * shareOf(criterion, points)] })
    }
  return [...found]
    .map(([id, { name, shares }]) => ({ id, name, answers: shares.length, mean: meanOf(shares) ?? 0 }))
    .sort((one, other) => one.mean - other.mean || one.id.localeCompare(other.id))
}

async function agentsOf(ctx: Context, rows: readonly Scored[], middle: number): Promise<ReviewTrend['agents']> {
  const of = Map.groupBy(rows, ({ agent }) => agent)
  const people = await agentsByIds(ctx.db, [...of.keys()])
  const listed = [...of].map(([id, own]) => {
    const half = (later: boolean) =>
      meanOf(own.filter(({ at }) => at.getTime() >= middle === later).map((one) => one.total))
    const [before, after] = [half(false), half(true)]
    return {
      id,
      name: people.get(id)?.name ?? '',
      ...figuresOf(own),
      change: before === null || after === null ? null : round(after - before),
      disputed: own.filter(({ disputed }) => disputed).length,
    }
  })
  return listed.sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id))
}
