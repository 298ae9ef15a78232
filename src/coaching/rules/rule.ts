import { visibleIn } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Every, Rating, ReviewRule } from './contract.ts'

export interface RuleRow {
  id: string
  brand_id: BrandId
  form_id: string
  name: string
  channels: string[]
  team_id: string | null
  rating: Rating
  least_replies: number
  each: number
  every: Every
  sampled_until: Date | null
  retired_at: Date | null
  rev: number
}

export const shownRule = (row: RuleRow): ReviewRule => ({
  id: row.id,
  brand: row.brand_id,
  name: row.name,
  form: row.form_id,
  channels: row.channels,
  team: row.team_id,
  rating: row.rating,
  leastReplies: row.least_replies,
  each: row.each,
  every: row.every,
  sampledUntil: row.sampled_until?.toISOString() ?? null,
  retired: row.retired_at !== null,
  rev: row.rev,
})

/** A rule the caller may change, locked. */
export async function lockRule(tx: Tx, ctx: Context, id: string): Promise<RuleRow> {
  const { rows } = await sql<RuleRow>`
    select r.* from coaching.rule r
    where r.id = ${id} and ${visibleIn(ctx.actor, 'coaching.manage', sql.ref('r.brand_id'))} for update`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound('review rule')
  return row
}
