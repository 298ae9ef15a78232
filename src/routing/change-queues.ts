import { visible } from '#kernel/access'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId, QueueId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import type { Queue, RoutingApi } from './contract.ts'
import { queuesWhere } from './queues.ts'
import { PUSH } from './work-item.ts'

type NewQueue = RoutingApi['POST /api/v1/queues']['body']
type Change = RoutingApi['PUT /api/v1/queues/:id']['body']

/** A brand's first queue is where its conversations wait when no other names what they are. */
export async function createQueue(ctx: Context, queue: NewQueue): Promise<Queue> {
  await ctx.transaction(async (tx) => {
    const added = await sql`
      insert into routing.queue (id, brand_id, name, push, first, created_at)
      values (${queue.id}, ${queue.brand}, ${JSON.stringify(queue.name)}::jsonb, ${queue.push},
        not exists (select from routing.queue q where q.brand_id = ${queue.brand} and q.first), ${ctx.clock.now()})
      on conflict (id) do nothing returning id`.execute(tx)
    if (added.rows.length === 0) return refuseOther(tx, queue)
    await checkOverflow(tx, queue.id, queue.brand, queue)
    await sql`update routing.queue set ${sets(queue)} where id = ${queue.id}`.execute(tx)
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

/** What waits is looked at again at once: somebody else may be given it now. */
export async function changeQueue(ctx: Context, id: QueueId, change: Change): Promise<Queue> {
  await ctx.transaction(async (tx) => {
    const mine = visible(ctx.actor, 'queue.manage', sql.ref('q.brand_id'), sql`array['queue:' || q.id::text]`)
    const { rows } = await sql<{ brand: BrandId }>`
      update routing.queue q set ${sets(change)}, rev = q.rev + 1 where q.id = ${id} and q.removed_at is null and ${mine}
      returning q.brand_id as brand`.execute(tx)
    const [changed] = rows
    if (changed === undefined) throw notFound('queue')
    await checkOverflow(tx, id, changed.brand, change)
    await publish(tx, 'queue.changed', { brand: changed.brand, subject: id, data: { queueId: id } })
    await enqueue(tx, 'routing.push', { queueId: id }, { key: id, lane: PUSH })
  })
  return one(ctx, id)
}

function sets({
  name,
  push,
  takes,
  skill,
  speaks,
  overflow,
  silence,
  offer,
  sticky,
  vip,
}: Change): RawBuilder<unknown> {
  const columns = [sql`name = ${JSON.stringify(name)}::jsonb`, sql`push = ${push}`]
  if (takes !== undefined) columns.push(sql`takes = ${JSON.stringify(takes)}::jsonb`)
  if (skill !== undefined)
    columns.push(sql`skill = ${skill?.skill.trim() ?? null}, skill_level = ${skill?.level ?? null}`)
  if (speaks !== undefined) columns.push(sql`speaks = ${speaks}`)
  if (overflow !== undefined)
    columns.push(sql`overflow_to = ${overflow?.queue ?? null}, overflow_minutes = ${overflow?.minutes ?? null}`)
  if (silence !== undefined) columns.push(sql`silence_minutes = ${silence}`)
  if (offer !== undefined) columns.push(sql`offer_seconds = ${offer}`)
  if (sticky !== undefined) columns.push(sql`sticky_minutes = ${sticky?.minutes ?? null}`)
  if (sticky !== undefined && sticky !== null) columns.push(sql`sticky_days = ${sticky.days}`)
  if (vip !== undefined) columns.push(sql`vip_kept_minutes = ${vip.kept}, vip_ahead_minutes = ${vip.ahead}`)
  return sql.join(columns)
}

/** Work overflows within its brand, and not to where it is. */
async function checkOverflow(tx: Tx, id: QueueId, brand: BrandId, { overflow }: Change): Promise<void> {
  if (overflow === undefined || overflow === null) return
  const { rows } = await sql`
    select from routing.queue where id = ${overflow.queue} and brand_id = ${brand} and id <> ${id} and removed_at is null`.execute(
    tx,
  )
  if (rows.length === 1) return
  const faults = [{ pointer: '/body/overflow/queue', detail: 'names no other queue of this brand' }]
  throw new Problem('invalid_input', 'Choose another queue of the same brand to help out. Nothing was changed.', {
    faults,
  })
}

async function one(ctx: Context, id: QueueId): Promise<Queue> {
  const [queue] = await queuesWhere(ctx.db, sql`q.id = ${id}`)
  if (queue === undefined) throw notFound('queue')
  return queue
}
