import { conversationFor } from '#conversations'
import { allow } from '#kernel/access'
import type { Db } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context, PanelData } from '#kernel/registry'
import type { Survey } from './contract.ts'
import { isOpen, present, type SurveyRow } from './survey.ts'

const ofConversation = (db: Db, id: ConversationId): Promise<SurveyRow[]> =>
  db.selectFrom('voice.survey').selectAll().where('conversation_id', '=', id).orderBy('sent_at', 'desc').execute()

/** The surveys of a conversation the caller may see, newest first. */
export async function listSurveys(ctx: Context, id: ConversationId): Promise<Survey[]> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  allow(ctx.actor, 'survey.read', { brand: row.brand_id, scopes: row.scopes }, 'conversation')
  return (await ofConversation(ctx.db, id)).map(present)
}

/** The survey this visitor may answer now, or whose answer they may still change. */
export async function openSurvey(ctx: Context): Promise<Survey | null> {
  if (ctx.actor.kind !== 'visitor') throw notFound('survey')
  const [newest] = await ofConversation(ctx.db, ctx.actor.conversationId)
  return newest !== undefined && isOpen(newest, ctx.clock.now()) ? present(newest) : null
}

export async function surveyPanel(ctx: Context, id: string): Promise<PanelData | null> {
  const [newest] = await listSurveys(ctx, id)
  if (newest === undefined) return null
  const at = newest.answeredAt ?? newest.sentAt
  const facts = [
    { label: 'panel.survey.score', value: newest.score === null ? '' : `${newest.score}`, at },
    { label: 'panel.survey.comment', value: newest.comment ?? '' },
  ]
  return { shape: 'facts', title: 'panel.survey', items: facts.filter(({ value }) => value !== '') }
}

export async function presentSurveys(db: Db, ids: readonly string[]): Promise<Map<string, Survey>> {
  const rows = await db
    .selectFrom('voice.survey')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, present(row)]))
}
