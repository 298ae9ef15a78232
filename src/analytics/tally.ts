import { type RawBuilder, sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { Figure } from './contract.ts'
import { baseOf, goodOf, type MeasureName, type Question } from './measures.ts'
import { seenFacts } from './seen-facts.ts'
import { listOf } from './token.ts'

export interface Count {
  n: number
  good: number
}

/** Counts several measures in one pass over the facts that `cohort` finds by its index; `more` are further columns. */
export async function tally<N extends MeasureName, More extends object>(
  ctx: Context,
  ask: Question,
  cohort: MeasureName,
  names: readonly N[],
  more: RawBuilder<unknown> = sql`null as nothing`,
): Promise<{ counts: Record<N, Count>; more: More | null }> {
  const columns = names.flatMap((name, at) => [
    sql`count(*) filter (where ${baseOf(name, ask)})::int as ${sql.ref(`n${at}`)}`,
    sql`count(*) filter (where ${baseOf(name, ask)} and ${goodOf(name)})::int as ${sql.ref(`good${at}`)}`,
  ])
  const { rows } = await sql<Record<string, number> & More>`
    select ${sql.join([...columns, more])} from analytics.conversation_fact f
    where ${seenFacts(ctx, ask)} and ${baseOf(cohort, ask)}`.execute(ctx.db)
  const [row] = rows
  const counts = Object.fromEntries(
    names.map((name, at) => [name, { n: row?.[`n${at}`] ?? 0, good: row?.[`good${at}`] ?? 0 }]),
  ) as Record<N, Count>
  return { counts, more: row ?? null }
}

/** The share of the good ones; of none there is no share. */
export const shareFigure = (name: MeasureName, ask: Question, { n, good }: Count): Figure => ({
  value: n === 0 ? null : good / n,
  n,
  list: listOf(name, ask),
})
/** How many. */
export const countFigure = (name: MeasureName, ask: Question, { n }: Count): Figure => ({
  value: n,
  n,
  list: listOf(name, ask),
})
