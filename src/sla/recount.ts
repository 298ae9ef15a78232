import { sql, type Tx } from '#kernel/db'
import type { BrandId, ConversationId } from '#kernel/ids'
import { enqueue, runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { reckonTalks } from './follow.ts'
import { lockTalks } from './load.ts'

/** One run of the job; and what is locked at once, so that nobody who answers has to wait for it. */
const AT_ONCE = 400
const LOCKED = 20

/** The settings of a brand are others now: all its open clocks are reckoned anew, from the first. */
export async function recountLater(tx: Tx, brand: BrandId): Promise<void> {
  await sql`
    insert into sla.recount as r (brand_id, total, started_at)
    select ${brand}, count(distinct conversation_id), ${tx.clock.now()} from sla.clock where brand_id = ${brand} and ended_at is null
    on conflict (brand_id) do update set run = r.run + 1, done = 0, total = excluded.total, after = null,
      started_at = excluded.started_at, ended_at = null`.execute(tx)
  await enqueue(tx, 'sla.recount', { brandId: brand }, { key: brand, lane: `sla.recount:${brand}` })
}

/** A part at a time, from where it stood: a node that dies costs nothing but the part it was at. */
export async function recount(ctx: Context, { brandId }: { brandId: BrandId }): Promise<void> {
  const at = await ctx.db
    .selectFrom('sla.recount')
    .selectAll()
    .where('brand_id', '=', brandId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (at === undefined) return
  const ids = await openAfter(ctx, brandId, at.after)
  for (let from = 0; from < ids.length; from += LOCKED) await part(ctx, ids.slice(from, from + LOCKED))
  const isLast = ids.length < AT_ONCE
  await sql`
    update sla.recount set done = done + ${ids.length}, after = ${ids.at(-1) ?? at.after}, ended_at = ${isLast ? ctx.clock.now() : null}
    where brand_id = ${brandId} and run = ${at.run}`.execute(ctx.db)
  if (!isLast) runAgainAt(ctx.clock.now())
}

const part = (ctx: Context, ids: readonly ConversationId[]): Promise<void> =>
  ctx.transaction(async (tx) => {
    const talks = await lockTalks(tx, ids)
    await reckonTalks(tx, talks, talks, { anew: true })
  })

async function openAfter(ctx: Context, brand: BrandId, after: ConversationId | null): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select distinct conversation_id as id from sla.clock
    where brand_id = ${brand} and ended_at is null and (${after}::uuid is null or conversation_id > ${after}::uuid)
    order by id limit ${AT_ONCE}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
