import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { Report } from './contract.ts'
import type { Question } from './measures.ts'
import { shareFigure, tally } from './tally.ts'
import { listOf } from './token.ts'

const SCORES = [1, 2, 3, 4, 5] as const

/** What was asked in the period, and what came back. A conversation counts once, with its newest survey. */
export async function satisfaction(ctx: Context, ask: Question): Promise<Report['csat']> {
  const byScore = sql`array[${sql.join(SCORES.map((score) => sql`count(*) filter (where f.score = ${sql.lit(score)})::int`))}] as "byScore"`
  const names = ['asked', 'rated'] as const
  const { counts, more } = await tally<(typeof names)[number], { byScore: number[] }>(ctx, ask, 'asked', names, byScore)
  return {
    satisfied: shareFigure('rated', ask, counts.rated),
    responseRate: shareFigure('asked', ask, counts.asked),
    byScore: SCORES.map((score, at) => ({
      key: `${score}`,
      label: `${score}`,
      n: more?.byScore[at] ?? 0,
      list: listOf('score', { ...ask, key: `${score}` }),
    })),
  }
}

/** What is open at the moment of the report, whatever its period. */
export async function backlog(ctx: Context, ask: Question): Promise<Report['backlog']> {
  const oldest = sql`min(f.waiting_since) filter (where f.waiting_since is not null) as oldest`
  const names = ['open', 'waiting'] as const
  const { counts, more } = await tally<(typeof names)[number], { oldest: Date | null }>(ctx, ask, 'open', names, oldest)
  const since = more?.oldest ?? null
  return {
    open: { value: counts.open.n, n: counts.open.n, list: listOf('open', ask) },
    waiting: { value: counts.waiting.n, n: counts.waiting.n, list: listOf('waiting', ask) },
    oldestWaitSeconds: since === null ? null : Math.max(0, (ask.at.getTime() - since.getTime()) / 1_000),
  }
}
