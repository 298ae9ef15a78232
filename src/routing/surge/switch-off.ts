import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { SurgePlan } from './contract.ts'
import { lockPlan, planBy } from './plans.ts'
import { factOf, saying } from './switch-on.ts'

interface Run {
  id: string
  plan: string
  brand: BrandId
}

/** Everything is as before at once; what waits elsewhere by then stays there. */
export async function switchOff(ctx: Context, plan: string): Promise<SurgePlan> {
  await ctx.transaction(async (tx) => {
    const { brand } = await lockPlan(ctx, tx, plan, 'surge.switch')
    const { rows } = await sql<{ id: string }>`
      select id from routing.surge_run where plan_id = ${plan} and ended_at is null`.execute(tx)
    for (const { id } of rows) await end(tx, { id, plan, brand }, 'ended')
  })
  return planBy(ctx.db, plan)
}

/** Its time has come, unless somebody prolonged or ended it. */
export async function endSurge(ctx: Context, { runId }: { runId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    // The plan first, as everybody does, so that nobody waits in a circle.
    await sql`
      select from routing.surge_plan where id = (select plan_id from routing.surge_run where id = ${runId}) for update`.execute(
      tx,
    )
    const { rows } = await sql<Run>`
      select id, plan_id as plan, brand_id as brand from routing.surge_run
      where id = ${runId} and ended_at is null and until <= ${tx.clock.now()} for update`.execute(tx)
    for (const run of rows) await end(tx, run, 'over')
  })
}

async function end(tx: Tx, { id, plan, brand }: Run, why: 'ended' | 'over'): Promise<void> {
  await sql`
    update routing.surge_run set ended_at = ${tx.clock.now()}, ended_why = ${why}, said = said || ${saying(tx, why, null, null)}
    where id = ${id}`.execute(tx)
  await sql`update routing.surge_plan set rev = rev + 1 where id = ${plan}`.execute(tx)
  await publish(tx, 'surge.ended', factOf({ id: plan, brand }, id))
}
