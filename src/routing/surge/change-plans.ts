import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { SurgePlan, Switches } from './contract.ts'
import { lockPlan, planBy } from './plans.ts'
import { type Fault, faultsOf } from './shares.ts'

type Values = Pick<SurgePlan, 'name' | 'switches'>
type NewPlan = Values & { id: string; brand: BrandId }

/** The same id again with the same values is the same plan; with others it is refused. */
export async function createPlan(ctx: Context, plan: NewPlan): Promise<SurgePlan> {
  await ctx.transaction(async (tx) => {
    const { rows } = await sql`
      insert into routing.surge_plan (id, brand_id, name, switches, created_at)
      values (${plan.id}, ${plan.brand}, ${JSON.stringify(plan.name)}::jsonb, ${JSON.stringify(plan.switches)}::jsonb, ${tx.clock.now()})
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length === 0) return refuseOther(tx, plan)
    await checkSwitches(tx, plan.brand, plan.switches)
    await tell(tx, plan)
  })
  return planBy(ctx.db, plan.id)
}

async function refuseOther(tx: Tx, { id, brand, name, switches }: NewPlan): Promise<void> {
  const { rows } = await sql`
    select from routing.surge_plan where id = ${id} and brand_id = ${brand} and name = ${JSON.stringify(name)}::jsonb
      and switches = ${JSON.stringify(switches)}::jsonb`.execute(tx)
  if (rows.length === 0)
    throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
}

/** A run that is on goes on as it was switched on. The same again changes nothing. */
export async function changePlan(ctx: Context, id: string, { name, switches }: Values): Promise<SurgePlan> {
  await ctx.transaction(async (tx) => {
    const plan = await lockPlan(ctx, tx, id, 'surge.manage')
    if (plan.removed) throw notFound('surge plan')
    await checkSwitches(tx, plan.brand, switches)
    const values = sql`${JSON.stringify(name)}::jsonb, ${JSON.stringify(switches)}::jsonb`
    const { rows } = await sql`
      update routing.surge_plan set (name, switches, rev) = row(${values}, rev + 1)
      where id = ${id} and (name, switches) is distinct from (${values}) returning id`.execute(tx)
    if (rows.length === 1) await tell(tx, plan)
  })
  return planBy(ctx.db, id)
}

export async function removePlan(ctx: Context, id: string): Promise<null> {
  await ctx.transaction(async (tx) => {
    const plan = await lockPlan(ctx, tx, id, 'surge.manage')
    if (plan.removed) return
    const { rows } = await sql`select from routing.surge_run where plan_id = ${id} and ended_at is null`.execute(tx)
    if (rows.length > 0) throw new Problem('conflict', 'This plan is on. End it first, then remove it.')
    await sql`update routing.surge_plan set removed_at = ${tx.clock.now()}, rev = rev + 1 where id = ${id}`.execute(tx)
    await tell(tx, plan)
  })
  return null
}

async function checkSwitches(tx: Tx, brand: BrandId, switches: Switches): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from routing.queue where brand_id = ${brand} and removed_at is null`.execute(tx)
  const known = new Set(rows.map(({ id }) => id))
  const said = wordFaults(switches, known)
  if (said.length > 0)
    throw new Problem('invalid_input', 'Say what customers are told, and whom. Nothing was changed.', { faults: said })
  const faults = faultsOf(switches.overflow ?? [], known)
  if (faults.length > 0)
    throw new Problem(
      'invalid_input',
      'Share between queues of the same brand, one step, and no more than all of a queue. Nothing was changed.',
      { faults },
    )
}

/** What is prepared to be said has words, for queues of the brand. */
function wordFaults({ banner, massAnswer, callBack }: Switches, known: ReadonlySet<string>): Fault[] {
  const silent = (texts: Texts | undefined, at: string): Fault[] =>
    texts !== undefined && Object.values(texts).every((text) => text.trim() === '')
      ? [{ pointer: `/body/switches/${at}`, detail: 'has no words' }]
      : []
  const unknown = (told: { queues: string[] } | undefined, at: string): Fault[] =>
    (told?.queues ?? []).flatMap((id, n) =>
      known.has(id) ? [] : [{ pointer: `/body/switches/${at}/queues/${n}`, detail: 'names no queue of this brand' }],
    )
  return [
    ...silent(banner, 'banner'),
    ...silent(massAnswer?.text, 'massAnswer/text'),
    ...unknown(massAnswer, 'massAnswer'),
    ...silent(callBack?.text, 'callBack/text'),
    ...unknown(callBack, 'callBack'),
  ]
}
type Texts = NonNullable<Switches['banner']>

const tell = (tx: Tx, { id, brand }: { id: string; brand: BrandId }): Promise<void> =>
  publish(tx, 'surge-plan.changed', { brand, subject: id, data: { planId: id } })
