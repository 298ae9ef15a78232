import { visible } from '#kernel/access'
import { type Db, json, type RawBuilder, type RawJson, sql } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { QueueId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { Queue, RoutingApi } from './contract.ts'

const shape = sql`jsonb_build_object('id', q.id, 'brand', q.brand_id, 'name', q.name, 'push', q.push, 'rev', q.rev,
  'waiting', (select count(*) from routing.work_item w where w.queue_id = q.id and w.state = 'waiting'),
  'oldest', (select to_char(min(w.since) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from routing.work_item w
    where w.queue_id = q.id and w.state = 'waiting'))`

export const queuesWhere = async (db: Db, where: RawBuilder<unknown>): Promise<Queue[]> => {
  const { rows } = await sql<{
    queue: Queue
  }>`select ${shape} as queue from routing.queue q where ${where} order by q.created_at, q.id`.execute(db)
  return rows.map((row) => row.queue)
}

export async function listQueues(ctx: Context): Promise<RawJson<RoutingApi['GET /api/v1/queues']['answer']>> {
  const mine = visible(ctx.actor, 'queue.read', sql.ref('q.brand_id'), sql`array['queue:' || q.id::text]`)
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(${shape} order by q.created_at, q.id), '[]')::text as items, ${livePos()} as live
    from routing.queue q where ${mine}`.execute(ctx.db)
  return json(`{"items":${rows[0]?.items ?? '[]'},"next":null,"live":${JSON.stringify(rows[0]?.live ?? '0')}}`)
}

type NewQueue = RoutingApi['POST /api/v1/queues']['body']

/** A brand's first queue is where its conversations wait unless something says otherwise. */
export async function createQueue(ctx: Context, queue: NewQueue): Promise<Queue> {
  await ctx.transaction(async (tx) => {
    const added = await sql`
      insert into routing.queue (id, brand_id, name, push, first, created_at)
      values (${queue.id}, ${queue.brand}, ${JSON.stringify(queue.name)}::jsonb, ${queue.push},
        not exists (select from routing.queue q where q.brand_id = ${queue.brand} and q.first), ${ctx.clock.now()})
      on conflict (id) do nothing returning id`.execute(tx)
    if (added.rows.length === 0) return refuseOther(tx, queue)
    await publish(tx, 'queue.changed', { brand: queue.brand, subject: queue.id, data: { queueId: queue.id } })
  })
  return one(ctx, queue.id)
}

async function refuseOther(db: Db, queue: NewQueue): Promise<void> {
  const same =
    await sql`select from routing.queue where id = ${queue.id} and brand_id = ${queue.brand} and name = ${JSON.stringify(queue.name)}::jsonb`.execute(
      db,
    )
  if (same.rows.length === 0)
    throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
}

export async function changeQueue(ctx: Context, id: QueueId, change: Pick<NewQueue, 'name' | 'push'>): Promise<Queue> {
  await ctx.transaction(async (tx) => {
    const mine = visible(ctx.actor, 'queue.manage', sql.ref('q.brand_id'), sql`array['queue:' || q.id::text]`)
    const { rows } = await sql<{ brand: string }>`
      update routing.queue q set name = ${JSON.stringify(change.name)}::jsonb, push = ${change.push}, rev = q.rev + 1
      where q.id = ${id} and ${mine} returning q.brand_id as brand`.execute(tx)
    const [changed] = rows
    if (changed === undefined) throw notFound('queue')
    await publish(tx, 'queue.changed', { brand: changed.brand, subject: id, data: { queueId: id } })
  })
  return one(ctx, id)
}

async function one(ctx: Context, id: QueueId): Promise<Queue> {
  const [queue] = await queuesWhere(ctx.db, sql`q.id = ${id}`)
  if (queue === undefined) throw notFound('queue')
  return queue
}
