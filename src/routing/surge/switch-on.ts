import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { again } from './call-back/offer-calls.ts'
import type { SurgePlan } from './contract.ts'
import { type Held, lockPlan, planBy } from './plans.ts'

const AT_MOST_MS = 24 * 3_600_000

interface Wanted {
  id: string
  reason: string
  until: string
}
interface Run {
  plan: string
  until: Date
  ended: boolean
  said: { reason: string | null; until: string | null }[]
}

/**
 * On from now until its time; with the id of the run that is on, prolonged. Said twice it is meant once.
 * `conflict`: another plan of the brand is on, or this one with another id; `invalid_input`: the time.
 */
export async function switchOn(ctx: Context, plan: string, wanted: Wanted): Promise<SurgePlan> {
  await ctx.transaction(async (tx) => {
    const held = await lockPlan(ctx, tx, plan, 'surge.switch')
    if (held.removed) throw notFound('surge plan')
    const until = new Date(wanted.until)
    const run = await runBy(tx, wanted.id)
    if (run !== undefined && isAgain(run, plan, wanted, until)) return
    checkTime(tx.clock.now(), until)
    if (run === undefined) await start(tx, held, wanted, until)
    else await prolong(tx, held, wanted, { run, until })
    await sql`update routing.surge_plan set rev = rev + 1 where id = ${plan}`.execute(tx)
    await endLater(tx, wanted.id, until)
  })
  return planBy(ctx.db, plan)
}

async function runBy(tx: Tx, id: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select plan_id as plan, until, ended_at is not null as ended, said from routing.surge_run where id = ${id} for update`.execute(
    tx,
  )
  return rows[0]
}

/** An answer that was lost is asked for again, also when more was said since. */
const isAgain = (run: Run, plan: string, { reason }: Wanted, until: Date): boolean =>
  run.plan === plan && run.said.some((one) => one.reason === reason && one.until === until.toISOString())

function checkTime(now: Date, until: Date): void {
  const ms = until.getTime() - now.getTime()
  if (ms > 0 && ms <= AT_MOST_MS) return
  const faults = [{ pointer: '/body/until', detail: ms > 0 ? 'is more than 24 hours ahead' : 'has passed' }]
  throw new Problem('invalid_input', 'Choose an end within the next 24 hours. It can be prolonged.', { faults })
}

async function start(tx: Tx, plan: Held, wanted: Wanted, until: Date): Promise<void> {
  const { rows } = await sql`
    insert into routing.surge_run (id, plan_id, brand_id, switches, since, until, said)
    values (${wanted.id}, ${plan.id}, ${plan.brand}, ${JSON.stringify(plan.switches)}::jsonb, ${tx.clock.now()}, ${until},
      ${saying(tx, 'started', wanted.reason, until)})
    on conflict (brand_id) where ended_at is null do nothing returning id`.execute(tx)
  if (rows.length === 0)
    throw new Problem('conflict', 'A plan of this brand is on already. End or prolong that one first.')
  const { data, ...fact } = factOf(plan, wanted.id)
  if (plan.switches.massAnswer !== undefined)
    await enqueue(tx, 'routing.mass-answer', { runId: wanted.id }, { key: wanted.id })
  if (plan.switches.callBack !== undefined) await again(tx, wanted.id)
  const more = plan.switches.surveysPaused === true ? { surveysPaused: true } : {}
  await publish(tx, 'surge.started', { ...fact, data: { ...data, ...more } })
}

async function prolong(tx: Tx, plan: Held, wanted: Wanted, { run, until }: { run: Run; until: Date }): Promise<void> {
  if (run.plan !== plan.id || run.ended)
    throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
  if (until <= run.until) {
    const faults = [{ pointer: '/body/until', detail: 'is not later than its end now' }]
    throw new Problem('invalid_input', 'Choose a later end, or end it now. Nothing was changed.', { faults })
  }
  await sql`
    update routing.surge_run set until = ${until}, said = said || ${saying(tx, 'prolonged', wanted.reason, until)}
    where id = ${wanted.id}`.execute(tx)
  await publish(tx, 'surge.prolonged', factOf(plan, wanted.id))
}

export const saying = (tx: Tx, how: string, reason: string | null, until: Date | null) => {
  const one = {
    at: tx.clock.now().toISOString(),
    by: tx.by,
    how,
    reason,
    until: until?.toISOString() ?? null,
  }
  return sql`${JSON.stringify([one])}::jsonb`
}

export const factOf = ({ id, brand }: Pick<Held, 'id' | 'brand'>, run: string) => ({
  brand,
  subject: id,
  data: { planId: id, runId: run },
})

/** A key for each time: one that was prolonged is looked at again at its later end. */
const endLater = (tx: Tx, run: string, until: Date): Promise<void> =>
  enqueue(tx, 'routing.end-surge', { runId: run }, { key: `${run} ${until.getTime()}`, at: until })
