import { callLink } from '#cases'
import { bakeText, sendCourtesy } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type BrandId, type ConversationId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { type Brand, brandById, languageFor, textIn } from '#people'
import type { Switches } from '../contract.ts'
import { waitingIn } from '../waiting-in.ts'

export interface Run {
  id: string
  brand: BrandId
  offer: NonNullable<Switches['callBack']>
}

/** Those who wait, the longest first: each is told once where to leave a number. Runs until nobody is left, or the plan has ended. */
export async function offerCalls(ctx: Context, { runId }: { runId: string }): Promise<void> {
  const run = await runOn(ctx, runId)
  if (run === null) return
  const brand = await brandById(ctx.db, run.brand)
  const waiting = await waitingIn(ctx.db, { ...run, queues: run.offer.queues, done: 'surge_call' })
  if (brand === null || waiting.length === 0) return
  for (const conversation of waiting) await offerOne(ctx, { run, brand, conversation })
  await ctx.transaction((tx) => again(tx, runId))
}

/** Whoever comes to wait while it is on. */
export async function offerComing(tx: Tx, events: readonly StoredEvent<'work-item.queued'>[]): Promise<void> {
  const brands = [...new Set(events.flatMap(({ brand }) => brand ?? []))]
  const { rows } = await sql<{ id: string }>`
    select id from routing.surge_run where brand_id = any(${brands}::uuid[]) and ended_at is null and until > ${tx.clock.now()}
      and switches ? 'callBack'`.execute(tx)
  for (const { id } of rows) await again(tx, id)
}

export const again = (tx: Tx, runId: string): Promise<void> =>
  enqueue(tx, 'routing.offer-calls', { runId }, { key: runId })

async function runOn({ db, clock }: Context, id: string): Promise<Run | null> {
  const { rows } = await sql<Run>`
    select id, brand_id as brand, switches->'callBack' as offer from routing.surge_run
    where id = ${id} and ended_at is null and until > ${clock.now()} and switches ? 'callBack'`.execute(db)
  return rows[0] ?? null
}

interface One {
  run: Run
  brand: Brand
  conversation: ConversationId
}

/** Where it must not be said, in public or to a stranger, that is remembered, so that it is not tried again. */
async function offerOne(ctx: Context, { run, brand, conversation }: One): Promise<void> {
  const link = await callLink(ctx, conversation)
  await ctx.transaction(async (tx) => {
    const id = newId<'message'>()
    const { rows } = await sql`
      insert into routing.surge_call (run_id, conversation_id, message_id, at)
      values (${run.id}, ${conversation}, ${link === null ? null : id}, ${tx.clock.now()})
      on conflict do nothing returning 1`.execute(tx)
    if (rows.length === 0 || link === null) return
    const lang = languageFor(brand, link.lang)
    const baked = await bakeText(`${textIn(run.offer.text, brand, lang)}\n\n${link.url}`)
    const said = await sendCourtesy(tx, { conversationId: conversation, id, baked, lang, name: brand.name })
    if (said === null)
      await sql`
        update routing.surge_call set message_id = null where run_id = ${run.id} and conversation_id = ${conversation}`.execute(
        tx,
      )
  })
}
