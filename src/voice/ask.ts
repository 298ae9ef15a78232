import { conversationFor, type Row, stamp } from '#conversations'
import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { publish, type StoredEvent } from '#kernel/events'
import { type ConversationId, newId } from '#kernel/ids'
import { enqueue, soLongAfter } from '#kernel/jobs'
import type { App, Context } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { isPaused } from './pause.ts'
import { csatSetting, EXPIRES_MS, REST_MS } from './survey.ts'

/** A conversation was solved: ask a little later, when it is still so. */
export async function askLater(tx: Tx, event: StoredEvent<'conversation.solved'>, app: App): Promise<void> {
  if (event.brand === null || event.data.imported === true) return
  const { on, delaySeconds } = await settingOf(app, csatSetting, event.brand)
  if (!on || (isAutomatic(event.by) && !(await isTheBots(tx, event.subject)))) return
  const at = soLongAfter(tx, event.at, delaySeconds * 1_000)
  await enqueue(tx, 'voice.ask', { conversationId: event.subject }, { key: event.subject, at })
}

const isAutomatic = (by: string): boolean => by === 'bot' || by === 'system'

/** What a machine closed is only worth a question where a machine did the work. */
const isTheBots = async (tx: Tx, id: ConversationId): Promise<boolean> =>
  (await conversationFor(system, id, tx)).holder === 'bot'

/** Sends the survey, unless the conversation is open again, nothing can show one, or the contact was asked within a day. */
export async function ask(ctx: Context, job: { conversationId: ConversationId }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await stamp(tx, job.conversationId, {})
    if (row.status !== 'solved' || row.solved_at === null) return
    const { on, delaySeconds } = await settingOf(ctx.app, csatSetting, row.brand_id)
    if (!on || (await isPaused(tx, row.brand_id, row.solved_at))) return
    const due = new Date(row.solved_at.getTime() + delaySeconds * 1_000)
    const later = due > tx.clock.now() ? due : await answeredAt(tx, ctx.app, row)
    if (later !== null) {
      await enqueue(tx, 'voice.ask', job, { key: job.conversationId, at: later })
      return
    }
    const way = await wayTo(tx, ctx.app, row)
    if (way !== null && !(await wasAsked(tx, row))) await send(tx, ctx.app, row, way)
  })
}

/** An answer by mail is on its way that soon after it was due. */
const LEFT_MS = 15_000

/** Nobody is asked about an answer that is still to go to them: when it will have gone. Null: none waits for that. */
async function answeredAt(tx: Tx, app: App, { conversation_id }: Row): Promise<Date | null> {
  for (const post of app.registered.posts) {
    const leaves = await post.leavesAt(tx, conversation_id)
    const left = new Date((leaves ?? tx.clock.now()).getTime() + LEFT_MS)
    if (leaves !== null && left > tx.clock.now()) return left
  }
  return null
}

/** By mail where the conversation goes by mail, else in the chat's window. */
async function wayTo(tx: Tx, app: App, { conversation_id, channel }: Row): Promise<'window' | 'mail' | null> {
  for (const post of app.registered.posts) if (await post.reaches(tx, conversation_id)) return 'mail'
  return channel.startsWith('chat.') ? 'window' : null
}

async function wasAsked(tx: Tx, row: Row): Promise<boolean> {
  // Two conversations of one contact solved at the same moment: the second waits here and sees the first one's survey.
  await sql`select pg_advisory_xact_lock(hashtextextended('voice.ask ' || ${row.contact_id}::text, 0))`.execute(tx)
  const since = new Date(tx.clock.now().getTime() - REST_MS)
  const found = await tx
    .selectFrom('voice.survey')
    .select('id')
    .where('contact_id', '=', row.contact_id)
    .where('sent_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

async function send(tx: Tx, app: App, row: Row, way: 'window' | 'mail'): Promise<void> {
  const [id, now] = [newId(), tx.clock.now()]
  await tx
    .insertInto('voice.survey')
    .values({
      id,
      conversation_id: row.conversation_id,
      contact_id: row.contact_id,
      brand_id: row.brand_id,
      kind: 'csat',
      way,
      token_hash: null,
      sent_at: now,
      expires_at: new Date(now.getTime() + EXPIRES_MS),
      score: null,
      comment: null,
      answered_at: null,
    })
    .execute()
  await publish(tx, 'survey.sent', {
    brand: row.brand_id,
    subject: row.conversation_id,
    about: { contact: row.contact_id },
    data: { surveyId: id, kind: 'csat', ...(way === 'mail' ? { way } : {}) },
    scopes: row.scopes,
  })
  if (way === 'window') return
  for (const post of app.registered.posts)
    await post.send(tx, { conversation: row.conversation_id, kind: 'survey', id })
}
