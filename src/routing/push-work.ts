import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { AgentId, BrandId, QueueId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { give } from './take-next.ts'
import type { WorkItem } from './work-item.ts'

// One at a time keeps each transaction short; the job goes on while it finds both work and somebody free.
const AT_MOST = 200

/** Gives a push queue's waiting work to whoever is free, longest waiting first, never over anybody's capacity. */
export async function pushWork(ctx: Context, { queueId }: { queueId: QueueId }): Promise<void> {
  for (let given = 0; given < AT_MOST; given++) {
    if (!(await ctx.transaction((tx) => pushOne(tx, ctx, queueId)))) return
  }
}

async function pushOne(tx: Tx, ctx: Context, queueId: QueueId): Promise<boolean> {
  const queue = await tx
    .selectFrom('routing.queue')
    .select(['brand_id', 'push'])
    .where('id', '=', queueId)
    .executeTakeFirst()
  if (queue?.push !== true) return false
  const agent = await freeAgent(tx, queue.brand_id, queueId)
  if (agent === undefined) return false
  const { rows } = await sql<WorkItem>`
    select * from routing.work_item where queue_id = ${queueId} and state = 'waiting'
    order by priority, since, id limit 1 for update skip locked`.execute(tx)
  const [item] = rows
  if (item === undefined) return false
  await give(tx, ctx, item, agent, 'pushed')
  return true
}

/** Whoever has the largest share of capacity left; their presence is locked, so that two queues never fill the same slot. */
async function freeAgent(tx: Tx, brand: BrandId, queue: QueueId): Promise<AgentId | undefined> {
  const able = await whoMay(tx, 'work-item.take', { brand, scopes: [`queue:${queue}`] })
  const { rows } = await sql<{ agent_id: AgentId }>`
    select p.agent_id from routing.presence p
    cross join lateral (select coalesce(sum(w.weight), 0) as load from routing.work_item w where w.agent_id = p.agent_id and w.state = 'assigned') now
    where p.agent_id = any(${able}::uuid[]) and p.state = 'available' and now.load < p.capacity
    order by now.load::float / p.capacity, p.since limit 1 for update of p skip locked`.execute(tx)
  const [first] = rows
  return first !== undefined && (await hasRoom(tx, first.agent_id)) ? first.agent_id : undefined
}

/** Counted again under the lock: the first count may have been made while another transaction was assigning. */
async function hasRoom(tx: Tx, agent: AgentId): Promise<boolean> {
  const { rows } = await sql<{ room: boolean }>`
    select (select coalesce(sum(w.weight), 0) from routing.work_item w where w.agent_id = p.agent_id and w.state = 'assigned') < p.capacity as room
    from routing.presence p where p.agent_id = ${agent}`.execute(tx)
  return rows[0]?.room === true
}
