import { type Db, json, type RawJson, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { managed } from './calendars.ts'
import type { Policy, SlaApi } from './contract.ts'

const shape = sql`jsonb_build_object('id', p.id, 'brand', p.brand_id, 'name', p.name, 'takes', p.takes, 'calendar', p.calendar_id,
  'first', p.first, 'next', p.next, 'resolution', p.resolution, 'warn', p.warn, 'place', p.place, 'rev', p.rev,
  'progress', (select jsonb_build_object('done', least(r.done, r.total), 'total', r.total) from sla.recount r
    where r.brand_id = p.brand_id and r.ended_at is null and r.total > 0))`

export async function listPolicies(ctx: Context): Promise<RawJson<SlaApi['GET /api/v1/sla-policies']['answer']>> {
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(${shape} order by p.brand_id, p.place, p.created_at, p.id), '[]')::text as items, ${livePos()} as live
    from sla.policy p where p.removed_at is null and ${managed(ctx, sql.ref('p.brand_id'))}`.execute(ctx.db)
  return json(`{"items":${rows[0]?.items ?? '[]'},"next":null,"live":${JSON.stringify(rows[0]?.live ?? '0')}}`)
}

export async function policyBy(db: Db, id: string): Promise<Policy> {
  const { rows } = await sql<{ policy: Policy }>`
    select ${shape} as policy from sla.policy p where p.id = ${id} and p.removed_at is null`.execute(db)
  if (rows[0] === undefined) throw notFound('service level')
  return rows[0].policy
}
