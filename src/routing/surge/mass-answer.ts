import { bakeText, rowsOf, sendCourtesy } from '#conversations'
import { type RawBuilder, sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type BrandId, type ConversationId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { type Brand, brandById, languageFor, textIn } from '#people'
import type { Switches } from './contract.ts'
import { waitingIn } from './waiting-in.ts'

interface Run {
  id: string
  brand: BrandId
  answer: NonNullable<Switches['massAnswer']>
}

/** Those who wait when a plan is switched on, the longest first. Runs until nobody is left, or the plan has ended. */
export async function answerWaiting(ctx: Context, { runId }: { runId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const [run] = await runsOn(tx, sql`id = ${runId}`)
    const waiting = run === undefined ? [] : await waitingFor(tx, run)
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
    await answerAll(tx, run, await waitingFor(tx, run, coming))
}

async function runsOn(tx: Tx, where: RawBuilder<unknown>): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select id, brand_id as brand, switches->'massAnswer' as answer from routing.surge_run
    where ${where} and ended_at is null and until > ${tx.clock.now()} and switches ? 'massAnswer'`.execute(tx)
  return rows
}

const waitingFor = (tx: Tx, { id, brand, answer }: Run, among?: readonly ConversationId[]) =>
  waitingIn(tx, { id, brand, queues: answer.queues, done: 'surge_answer', ...(among && { among }) })

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
