import { visible } from '#kernel/access'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId, BrandId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '../agents/agents-by-ids.ts'
import { sameOrRefused } from '../id-reused.ts'
import type { StandingKind } from '../standings/shapes.ts'
import type { Asks, StandingRule } from './contract.ts'

/** What a rule asks and gives. */
export interface Values {
  kind: StandingKind
  asks: Asks
  reason: string
  days: number
  named: AgentId | null
  backup: AgentId | null
  team: string | null
}

const mine = (ctx: Context) => visible(ctx.actor, 'standing.rules', sql.ref('r.brand_id'), sql`array[]::text[]`)

export const listRules = (ctx: Context): Promise<StandingRule[]> => load(ctx.db, mine(ctx))

export async function createRule(ctx: Context, input: Values & { id: string; brand: BrandId }): Promise<StandingRule> {
  return ctx.transaction(async (tx) => {
    const { id, brand, ...values } = input
    await check(tx, brand, values)
    const { numAffectedRows: made = 0n } = await sql`
      insert into people.standing_rule (id, brand_id, kind, asks, reason, days, named_id, backup_id, team_id, created_at)
      values (${id}, ${brand}, ${values.kind}, ${JSON.stringify(values.asks)}::jsonb, ${values.reason}, ${values.days}, ${values.named},
        ${values.backup}, ${values.team}, ${tx.clock.now()}) on conflict (id) do nothing`.execute(tx)
    const [rule] = await load(tx, sql`r.id = ${id}`)
    if (made === 0n) sameOrRefused(rule, input, 'rule')
    else await enqueue(tx, 'people.apply-rule', { rule: id, after: null }, { key: id })
    return found(rule)
  })
}

export async function changeRule(ctx: Context, id: string, values: Values): Promise<StandingRule> {
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ brand: BrandId }>`
      select r.brand_id as brand from people.standing_rule r where r.id = ${id} and r.removed_at is null and ${mine(ctx)} for update`.execute(
      tx,
    )
    await check(tx, found(rows[0]).brand, values)
    await sql`
      update people.standing_rule set kind = ${values.kind}, asks = ${JSON.stringify(values.asks)}::jsonb, reason = ${values.reason},
        days = ${values.days}, named_id = ${values.named}, backup_id = ${values.backup}, team_id = ${values.team}, rev = rev + 1
      where id = ${id}`.execute(tx)
    await enqueue(tx, 'people.apply-rule', { rule: id, after: null }, { key: id })
    return found((await load(tx, sql`r.id = ${id}`))[0])
  })
}

export async function removeRule(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql`
    update people.standing_rule r set removed_at = coalesce(r.removed_at, ${ctx.clock.now()}) where r.id = ${id} and ${mine(ctx)}
    returning r.id`.execute(ctx.db)
  found(rows[0])
}

async function check(tx: Tx, brand: BrandId, { asks, named, backup, team }: Values): Promise<void> {
  const { vulnerable, ...thresholds } = asks
  if (Object.keys(thresholds).length === 0 && vulnerable !== true)
    throw fault('asks', 'Name what must be known of a customer: else the rule fits nobody.')
  if (named !== null && team !== null) throw fault('team', 'Name an advisor or a team, not both.')
  if (backup !== null && ((named === null && team === null) || backup === named))
    throw fault('backup', 'A back-up stands in for a named advisor, and is somebody else.')
  const cards = await agentsByIds(
    tx,
    [named, backup].filter((each) => each !== null),
  )
  for (const [pointer, agent] of Object.entries({ named, backup }))
    if (agent !== null && cards.get(agent)?.active !== true)
      throw fault(pointer, 'This advisor does not work here. Choose another.')
  if (team === null) return
  const { rows } = await sql`
    select from people.team where id = ${team} and (brand_id is null or brand_id = ${brand})`.execute(tx)
  if (rows.length === 0) throw fault('team', 'This brand has no such team. Choose another.')
}

const fault = (pointer: string, detail: string): Problem =>
  new Problem('invalid_input', `${detail} Nothing was changed.`, { faults: [{ pointer: `/body/${pointer}`, detail }] })

function found<T>(one: T | undefined): T {
  if (one === undefined) throw notFound('rule')
  return one
}

async function load(db: Db, where: RawBuilder<boolean>): Promise<StandingRule[]> {
  const { rows } = await sql<StandingRule>`
    select r.id, r.brand_id as brand, r.kind, r.asks, r.reason, r.days, r.named_id as named, r.backup_id as backup, r.team_id as team, r.rev,
      (select count(*)::int from people.standing s where s.rule_id = r.id and s.ended_at is null) as given
    from people.standing_rule r where r.removed_at is null and ${where} order by r.created_at, r.id limit 200`.execute(
    db,
  )
  return rows
}
