import { visible } from '#kernel/access'
import { type Db, json, type RawBuilder, type RawJson, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { Calendar, SlaApi } from './contract.ts'

const shape = sql`jsonb_build_object('id', c.id, 'brand', c.brand_id, 'name', c.name, 'timeZone', c.time_zone, 'week', c.week,
  'holidays', c.holidays, 'rev', c.rev,
  'used', (select count(*) from sla.policy p where p.calendar_id = c.id and p.removed_at is null))`

/** Rows of a brand for who manages the whole brand; what has no brand is changed by who manages all. */
export const managed = (ctx: Context, brand: RawBuilder<unknown>): RawBuilder<boolean> =>
  visible(ctx.actor, 'sla.manage', brand, sql`'{}'::text[]`)

export async function listCalendars(ctx: Context): Promise<RawJson<SlaApi['GET /api/v1/calendars']['answer']>> {
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(${shape} order by c.name, c.id), '[]')::text as items, ${livePos()} as live
    from sla.calendar c where c.removed_at is null and (c.brand_id is null or ${managed(ctx, sql.ref('c.brand_id'))})`.execute(
    ctx.db,
  )
  return json(`{"items":${rows[0]?.items ?? '[]'},"next":null,"live":${JSON.stringify(rows[0]?.live ?? '0')}}`)
}

export async function calendarBy(db: Db, id: string): Promise<Calendar> {
  const { rows } = await sql<{ calendar: Calendar }>`
    select ${shape} as calendar from sla.calendar c where c.id = ${id} and c.removed_at is null`.execute(db)
  if (rows[0] === undefined) throw notFound('calendar')
  return rows[0].calendar
}
