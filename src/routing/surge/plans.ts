import { agentOf, type Permission, visible } from '#kernel/access'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { SurgePlan, SurgeRun } from './contract.ts'

type Row = Omit<SurgePlan, 'on'> & { run: string | null }
interface RunRow extends Omit<SurgeRun, 'since' | 'until' | 'endedAt'> {
  since: Date
  until: Date
  endedAt: Date | null
}

const mine = (ctx: Context, permission: Permission) =>
  visible(ctx.actor, permission, sql.ref('p.brand_id'), sql`array[]::text[]`)

export const listPlans = (ctx: Context): Promise<SurgePlan[]> => plansWhere(ctx.db, mine(ctx, 'queue.read'))

export async function planBy(db: Db, id: string): Promise<SurgePlan> {
  const [plan] = await plansWhere(db, sql`p.id = ${id}`)
  if (plan === undefined) throw notFound('surge plan')
  return plan
}

/** Those that are not taken away. */
export async function plansWhere(db: Db, where: RawBuilder<unknown>): Promise<SurgePlan[]> {
  const { rows } = await sql<Row>`
    select p.id, p.brand_id as brand, p.name, p.switches, p.rev, r.id as run
    from routing.surge_plan p left join routing.surge_run r on r.plan_id = p.id and r.ended_at is null
    where p.removed_at is null and ${where} order by p.created_at, p.id limit 200`.execute(db)
  const on = rows.flatMap(({ run }) => run ?? [])
  const runs = on.length === 0 ? [] : await runsWhere(db, sql`r.id = any(${on}::uuid[])`)
  return rows.map(({ run, ...plan }) => ({ ...plan, on: runs.find(({ id }) => id === run) ?? null }))
}

export async function listRuns(ctx: Context, plan: string): Promise<SurgeRun[]> {
  const { rows } =
    await sql`select from routing.surge_plan p where p.id = ${plan} and ${mine(ctx, 'queue.read')}`.execute(ctx.db)
  if (rows.length === 0) throw notFound('surge plan')
  return runsWhere(ctx.db, sql`r.plan_id = ${plan}`)
}

async function runsWhere(db: Db, where: RawBuilder<unknown>): Promise<SurgeRun[]> {
  const { rows } = await sql<RunRow>`
    select r.id, r.since, r.until, r.ended_at as "endedAt", r.ended_why as "endedWhy", r.said, r.switches,
      (select count(*)::int from routing.surge_share s where s.run_id = r.id) as shared,
      (select count(*)::int from routing.surge_answer a where a.run_id = r.id and a.message_id is not null) as answered,
      (select count(*)::int from routing.surge_call c where c.run_id = r.id and c.message_id is not null) as offered,
      (select count(*)::int from routing.surge_call c where c.run_id = r.id and c.asked_at is not null) as called
    from routing.surge_run r where ${where} order by r.since desc, r.id limit 100`.execute(db)
  const people = await agentsByIds(
    db,
    rows.flatMap(({ said }) => said.flatMap(({ by }) => agentOf(by) ?? [])),
  )
  const nameOf = (by: string | null): string | null => people.get(agentOf(by) ?? '')?.name ?? null
  return rows.map(({ since, until, endedAt, said, ...run }) => ({
    ...run,
    since: since.toISOString(),
    until: until.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    said: said.map((one) => ({ ...one, by: nameOf(one.by) })),
  }))
}

export interface Held {
  id: string
  brand: BrandId
  switches: SurgePlan['switches']
  removed: boolean
}

/** A plan that is not taken away, for who may do this with it. */
export async function planFor(ctx: Context, db: Db, id: string, permission: Permission): Promise<Held> {
  const { rows } = await sql<Held>`
    select p.id, p.brand_id as brand, p.switches, false as removed from routing.surge_plan p
    where p.id = ${id} and p.removed_at is null and ${mine(ctx, permission)}`.execute(db)
  const [plan] = rows
  if (plan === undefined) throw notFound('surge plan')
  return plan
}

/** Whoever changes a plan or what it switched on waits here for who does already. */
export async function lockPlan(ctx: Context, tx: Tx, id: string, permission: Permission): Promise<Held> {
  const { rows } = await sql<Held>`
    select p.id, p.brand_id as brand, p.switches, p.removed_at is not null as removed from routing.surge_plan p
    where p.id = ${id} and ${mine(ctx, permission)} for update`.execute(tx)
  const [plan] = rows
  if (plan === undefined) throw notFound('surge plan')
  return plan
}
