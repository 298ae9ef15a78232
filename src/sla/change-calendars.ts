import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { calendarBy, managed } from './calendars.ts'
import { checkHours } from './check.ts'
import type { Calendar, SlaApi } from './contract.ts'
import { recountLater } from './recount.ts'

type NewCalendar = SlaApi['POST /api/v1/calendars']['body']
type Values = SlaApi['PUT /api/v1/calendars/:id']['body']

/** Said twice with the same id and name, it is meant once. */
export async function createCalendar(ctx: Context, calendar: NewCalendar): Promise<Calendar> {
  checkHours(calendar)
  await ctx.transaction(async (tx) => {
    const { rows } = await sql`
      insert into sla.calendar (id, brand_id, name, time_zone, week, holidays, created_at)
      values (${calendar.id}, ${calendar.brand}, ${calendar.name.trim()}, ${calendar.timeZone}, ${JSON.stringify(calendar.week)}::jsonb,
        ${JSON.stringify(calendar.holidays)}::jsonb, ${ctx.clock.now()})
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length === 0) return refuseOther(tx, calendar)
    await announce(tx, calendar.id, calendar.brand)
  })
  return calendarBy(ctx.db, calendar.id)
}

async function refuseOther(tx: Tx, { id, brand, name }: NewCalendar): Promise<void> {
  const { rows } = await sql`
    select from sla.calendar where id = ${id} and brand_id is not distinct from ${brand} and name = ${name.trim()}`.execute(
    tx,
  )
  if (rows.length === 0)
    throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
}

const announce = (tx: Tx, id: string, brand: BrandId | null): Promise<void> =>
  publish(tx, 'calendar.changed', { brand, subject: id, data: { calendarId: id } })

/** Open clocks that count by it are reckoned anew. The same again changes nothing. */
export async function changeCalendar(ctx: Context, id: string, values: Values): Promise<Calendar> {
  await ctx.transaction((tx) => saveHours(ctx, tx, id, () => values))
  return calendarBy(ctx.db, id)
}

/** Locks the calendar and saves what `change` makes of it. */
export async function saveHours(ctx: Context, tx: Tx, id: string, change: (now: Values) => Values): Promise<void> {
  const { brand, values } = await lockCalendar(ctx, tx, id)
  const next = change(values)
  checkHours(next)
  const { rows } = await sql`
    update sla.calendar set name = ${next.name.trim()}, time_zone = ${next.timeZone}, week = ${JSON.stringify(next.week)}::jsonb,
      holidays = ${JSON.stringify(next.holidays)}::jsonb, rev = rev + 1
    where id = ${id} and (name, time_zone, week, holidays) is distinct from
      (${next.name.trim()}::text, ${next.timeZone}::text, ${JSON.stringify(next.week)}::jsonb, ${JSON.stringify(next.holidays)}::jsonb)
    returning id`.execute(tx)
  if (rows.length === 0) return
  await announce(tx, id, brand)
  const used = await sql<{ brand: BrandId }>`
    select distinct brand_id as brand from sla.policy where calendar_id = ${id} and removed_at is null order by brand`.execute(
    tx,
  )
  for (const each of used.rows) await recountLater(tx, each.brand)
}

async function lockCalendar(ctx: Context, tx: Tx, id: string): Promise<{ brand: BrandId | null; values: Values }> {
  const { rows } = await sql<Values & { brand: BrandId | null }>`
    select c.brand_id as brand, c.name, c.time_zone as "timeZone", c.week, c.holidays from sla.calendar c
    where c.id = ${id} and c.removed_at is null and ${managed(ctx, sql.ref('c.brand_id'))} for update`.execute(tx)
  const [found] = rows
  if (found === undefined) throw notFound('calendar')
  const { brand, ...values } = found
  return { brand, values }
}

/** Nothing is promised by hours that are not there: policies are given others first. */
export async function removeCalendar(ctx: Context, id: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { rows } = await sql<{ brand: BrandId | null; removed: boolean; used: string[] }>`
      select c.brand_id as brand, c.removed_at is not null as removed,
        array(select p.name from sla.policy p where p.calendar_id = c.id and p.removed_at is null order by p.name limit 5) as used
      from sla.calendar c where c.id = ${id} and ${managed(ctx, sql.ref('c.brand_id'))} for update`.execute(tx)
    const [found] = rows
    if (found === undefined) throw notFound('calendar')
    if (found.removed) return
    if (found.used.length > 0)
      throw new Problem(
        'conflict',
        `Service levels count by it: ${found.used.join(', ')}. Give them another calendar first.`,
      )
    await sql`update sla.calendar set removed_at = ${tx.clock.now()}, rev = rev + 1 where id = ${id}`.execute(tx)
    await announce(tx, id, found.brand)
  })
}
