import { type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { managed } from './calendars.ts'
import type { Policy, SlaApi } from './contract.ts'
import { policyBy } from './policies.ts'
import { recountLater } from './recount.ts'

type NewPolicy = SlaApi['POST /api/v1/sla-policies']['body']
type Values = SlaApi['PUT /api/v1/sla-policies/:id']['body']

/** Said twice with the same id and name, it is meant once. */
export async function createPolicy(ctx: Context, policy: NewPolicy): Promise<Policy> {
  await ctx.transaction(async (tx) => {
    await checkCalendar(tx, policy.brand, policy.calendar)
    const { rows } = await sql`
      insert into sla.policy (id, brand_id, created_at, ${names})
      values (${policy.id}, ${policy.brand}, ${ctx.clock.now()}, ${valuesOf(policy)})
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length === 0) return refuseOther(tx, policy)
    await changed(tx, policy.id, policy.brand)
  })
  return policyBy(ctx.db, policy.id)
}

const names = sql.raw('name, takes, calendar_id, first, next, resolution, warn, place')
const valuesOf = ({ name, takes, calendar, first, next, resolution, warn, place }: Values): RawBuilder<unknown> =>
  sql`${name.trim()}::text, ${JSON.stringify(takes)}::jsonb, ${calendar}::uuid, ${first}::int, ${next}::int, ${resolution}::int,
    ${warn}::int, ${place}::int`

async function refuseOther(tx: Tx, { id, brand, name }: NewPolicy): Promise<void> {
  const { rows } = await sql`
    select from sla.policy where id = ${id} and brand_id = ${brand} and name = ${name.trim()}`.execute(tx)
  if (rows.length === 0)
    throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
}

/** By the brand's own hours, or by those of the whole operator. */
async function checkCalendar(tx: Tx, brand: BrandId, calendar: string | null): Promise<void> {
  if (calendar === null) return
  const { rows } = await sql`
    select from sla.calendar where id = ${calendar} and removed_at is null and (brand_id is null or brand_id = ${brand}) for share`.execute(
    tx,
  )
  if (rows.length === 1) return
  const faults = [{ pointer: '/body/calendar', detail: 'names no calendar of this brand or of all' }]
  throw new Problem('invalid_input', 'Choose a calendar of the same brand. Nothing was changed.', { faults })
}

async function changed(tx: Tx, id: string, brand: BrandId): Promise<void> {
  await publish(tx, 'sla-policy.changed', { brand, subject: id, data: { policyId: id } })
  await recountLater(tx, brand)
}

/** The same again changes nothing. */
export async function changePolicy(ctx: Context, id: string, values: Values): Promise<Policy> {
  await ctx.transaction(async (tx) => {
    const brand = await lockPolicy(ctx, tx, id)
    await checkCalendar(tx, brand, values.calendar)
    const { rows } = await sql`
      update sla.policy set (${names}, rev) = row(${valuesOf(values)}, rev + 1)
      where id = ${id} and (${names}) is distinct from (${valuesOf(values)}) returning id`.execute(tx)
    if (rows.length === 1) await changed(tx, id, brand)
  })
  return policyBy(ctx.db, id)
}

async function lockPolicy(ctx: Context, tx: Tx, id: string): Promise<BrandId> {
  const { rows } = await sql<{ brand: BrandId }>`
    select p.brand_id as brand from sla.policy p
    where p.id = ${id} and p.removed_at is null and ${managed(ctx, sql.ref('p.brand_id'))} for update`.execute(tx)
  if (rows[0] === undefined) throw notFound('service level')
  return rows[0].brand
}

/** Its clocks go on by the next policy that fits; where none does, nothing is promised any more. */
export async function removePolicy(ctx: Context, id: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { rows } = await sql<{ brand: BrandId; removed: boolean }>`
      select p.brand_id as brand, p.removed_at is not null as removed from sla.policy p
      where p.id = ${id} and ${managed(ctx, sql.ref('p.brand_id'))} for update`.execute(tx)
    const [found] = rows
    if (found === undefined) throw notFound('service level')
    if (found.removed) return
    await sql`update sla.policy set removed_at = ${tx.clock.now()}, rev = rev + 1 where id = ${id}`.execute(tx)
    await changed(tx, id, found.brand)
  })
}
