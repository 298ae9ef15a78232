import { bakeText, rowsOf, sendCourtesy } from '#conversations'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type BrandId, type ConversationId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { type Brand, brandById, languageFor, textIn } from '#people'
import type { Switches } from './contract.ts'

/** So many are answered in one go; the rest follows at once, and what dies in between is done by the next. */
const AT_ONCE = 50

interface Run {
  id: string
  brand: BrandId
  answer: NonNullable<Switches['massAnswer']>
}

/** Those who wait when a plan is switched on, the longest first. Runs until nobody is left, or the plan has ended. */
export async function answerWaiting(ctx: Context, { runId }: { runId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [run] = await runsOn(tx, sql`id = ${runId}`)
    const waiting = run === undefined ? [] : await waitingIn(tx, run, null)
    if (run === undefined || waiting.length === 0) return
    await answerAll(tx, run, waiting)
    await enqueue(tx, 'routing.mass-answer', { runId }, { key: runId })
  })
}

/** Whoever comes to wait while it is on. */
export async function answerComing(tx: Tx, events: readonly StoredEvent<'work-item.queued'>[]): Promise<void> {
  const coming = [...new Set(events.map(({ data }) => data.conversationId))]
  const brands = [...new Set(events.flatMap(({ brand }) => brand ?? []))]
  for (const run of await runsOn(tx, sql`brand_id = any(${brands}::uuid[])`))
    await answerAll(tx, run, await waitingIn(tx, run, coming))
}

async function runsOn(tx: Tx, where: RawBuilder<unknown>): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select id, brand_id as brand, switches->'massAnswer' as answer from routing.surge_run
    where ${where} and ended_at is null and until > ${tx.clock.now()} and switches ? 'massAnswer'`.execute(tx)
  return rows
}

/** Of all, or of these: who waits in a queue that it is for and was not given it yet. */
async function waitingIn(db: Db, run: Run, among: readonly ConversationId[] | null): Promise<ConversationId[]> {
  const { id, brand, answer } = run
  const { rows } = await sql<{ id: ConversationId }>`
    select w.conversation_id as id from routing.work_item w
    where w.brand_id = ${brand} and w.state = 'waiting'
      and ${answer.queues.length === 0 ? sql`true` : sql`w.queue_id = any(${answer.queues}::uuid[])`}
      and ${among === null ? sql`true` : sql`w.conversation_id = any(${[...among]}::uuid[])`}
      and not exists (
        select from routing.surge_answer a where a.run_id = ${id} and a.conversation_id = w.conversation_id)
    order by w.since, w.conversation_id limit ${AT_ONCE}`.execute(db)
  return rows.map((row) => row.id)
}

async function answerAll(tx: Tx, run: Run, waiting: readonly ConversationId[]): Promise<void> {
  const brand = waiting.length === 0 ? null : await brandById(tx, run.brand)
  if (brand === null) return
  const rows = await rowsOf(tx, waiting)
  for (const id of waiting) await answerOne(tx, { run, brand, id, lang: languageFor(brand, rows.get(id)?.lang) })
}

interface One {
  run: Run
  brand: Brand
  id: ConversationId
  lang: string
}

/** Said once, in the customer's language. Where it must not be said, in public or as an offer that is not wanted, that is remembered, so that it is not tried again. */
async function answerOne(tx: Tx, { run, brand, id, lang }: One): Promise<void> {
  const messageId = newId<'message'>()
  const { rows } = await sql`
    insert into routing.surge_answer (run_id, conversation_id, message_id, at)
    values (${run.id}, ${id}, ${messageId}, ${tx.clock.now()}) on conflict do nothing returning 1`.execute(tx)
  if (rows.length === 0) return
  const baked = await bakeText(textIn(run.answer.text, brand, lang))
  const said = await sendCourtesy(tx, {
    ...{ conversationId: id, id: messageId, baked, lang, name: brand.name },
    isOffer: run.answer.isOffer === true,
  })
  if (said === null)
    await sql`
      update routing.surge_answer set message_id = null where run_id = ${run.id} and conversation_id = ${id}`.execute(
      tx,
    )
}
