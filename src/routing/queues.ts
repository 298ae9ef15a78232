import { visible } from '#kernel/access'
import { type Db, json, type RawBuilder, type RawJson, sql } from '#kernel/db'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { Queue, RoutingApi } from './contract.ts'

const shape = sql`jsonb_build_object('id', q.id, 'brand', q.brand_id, 'name', q.name, 'push', q.push, 'first', q.first, 'rev', q.rev,
  'takes', q.takes, 'speaks', q.speaks, 'silence', q.silence_minutes, 'offer', q.offer_seconds,
  'sticky', case when q.sticky_minutes is null then null else jsonb_build_object('minutes', q.sticky_minutes, 'days', q.sticky_days) end,
  'vip', jsonb_build_object('kept', q.vip_kept_minutes, 'ahead', q.vip_ahead_minutes),
  'skill', case when q.skill is null then null else jsonb_build_object('skill', q.skill, 'level', q.skill_level) end,
  'overflow', case when q.overflow_to is null then null else jsonb_build_object('queue', q.overflow_to, 'minutes', q.overflow_minutes) end,
  'waiting', (select count(*) from routing.work_item w where w.queue_id = q.id and w.state = 'waiting'),
  'oldest', (select to_char(min(w.since) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from routing.work_item w
    where w.queue_id = q.id and w.state = 'waiting'))`

export const queuesWhere = async (db: Db, where: RawBuilder<unknown>): Promise<Queue[]> => {
  const { rows } = await sql<{
    queue: Queue
  }>`select ${shape} as queue from routing.queue q where q.removed_at is null and ${where} order by q.created_at, q.id`.execute(
    db,
  )
  return rows.map((row) => row.queue)
}

export async function listQueues(ctx: Context): Promise<RawJson<RoutingApi['GET /api/v1/queues']['answer']>> {
  const mine = visible(ctx.actor, 'queue.read', sql.ref('q.brand_id'), sql`array['queue:' || q.id::text]`)
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(${shape} order by q.created_at, q.id), '[]')::text as items, ${livePos()} as live
    from routing.queue q where q.removed_at is null and ${mine}`.execute(ctx.db)
  return json(`{"items":${rows[0]?.items ?? '[]'},"next":null,"live":${JSON.stringify(rows[0]?.live ?? '0')}}`)
}
