import { countHandled, type HandledWhich, sampleHandled } from '#conversations'
import { visibleIn } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { brandById, teamMembers } from '#people'
import { SATISFIED_FROM } from '#voice'
import { pick } from '../reviews/pick.ts'
import type { RulesApi } from './contract.ts'
import { periodBefore } from './period.ts'
import type { RuleRow } from './rule.ts'

type Matches = RulesApi['GET /api/v1/review-rules/:id/matches']['answer']

/** Every rule whose day or week is over and was not sampled; where several were missed, the last one. */
export async function sampleDue(ctx: Context): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from coaching.rule
    where retired_at is null and (sampled_until is null or sampled_until <= ${new Date(ctx.clock.now().getTime() - HOUR_MS)})`.execute(
    ctx.db,
  )
  for (const { id } of rows) await sampleOne(ctx, id)
}

/** No stretch is shorter: a day in spring has 23 hours. */
const HOUR_MS = 3_600_000

const sampleOne = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { rows } = await sql<RuleRow>`
      select * from coaching.rule where id = ${id} and retired_at is null for update skip locked`.execute(tx)
    const [rule] = rows
    if (rule === undefined) return
    const which = await whichOf(tx, rule, tx.clock.now())
    if (rule.sampled_until !== null && rule.sampled_until >= which.to) return
    const except = sql`select conversation_id, agent_id from coaching.review where brand_id = ${rule.brand_id}`
    const seed = `${rule.id} ${which.to.toISOString()}`
    for (const found of await sampleHandled(tx, which, { each: rule.each, seed, except }))
      await pick(tx, { ...found, brand: rule.brand_id, form: rule.form_id, rule: rule.id })
    await sql`update coaching.rule set sampled_until = ${which.to} where id = ${id}`.execute(tx)
  })

/** What a rule would pick, were it asked now. */
export async function showMatches(ctx: Context, id: string): Promise<Matches> {
  const { rows } = await sql<RuleRow>`
    select r.* from coaching.rule r
    where r.id = ${id} and ${visibleIn(ctx.actor, 'coaching.manage', sql.ref('r.brand_id'))}`.execute(ctx.db)
  const [rule] = rows
  if (rule === undefined) throw notFound('review rule')
  const which = await whichOf(ctx.db, rule, ctx.clock.now())
  const counts = await countHandled(ctx.db, which, rule.each)
  return { from: which.from.toISOString(), to: which.to.toISOString(), ...counts }
}

async function whichOf(db: Db, rule: RuleRow, now: Date): Promise<HandledWhich> {
  const brand = await brandById(db, rule.brand_id)
  return {
    brand: rule.brand_id,
    ...periodBefore(now, rule.every, brand?.hours.timeZone ?? 'UTC'),
    channels: rule.channels,
    agents: rule.team_id === null ? null : await teamMembers(db, rule.team_id),
    ratedBelow: rule.rating === 'unhappy' ? SATISFIED_FROM : null,
    leastReplies: rule.least_replies,
  }
}
