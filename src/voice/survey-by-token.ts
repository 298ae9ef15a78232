import { conversationFor } from '#conversations'
import { system } from '#kernel/access'
import type { Context } from '#kernel/registry'
import { answerSurvey } from './answer-survey.ts'
import type { Survey, SurveyAnswer } from './contract.ts'
import { isOpen, present, type SurveyRow } from './survey.ts'
import { hashOf } from './write-letter.ts'

/** A survey as its link shows it. Looking changes nothing. */
export interface LinkedSurvey {
  survey: Survey
  brand: string
  reference: string
  isOpen: boolean
}

const found = (ctx: Context, token: string): Promise<SurveyRow | undefined> =>
  ctx.db.selectFrom('voice.survey').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst()

/** Null: no survey has this link. */
export async function surveyByToken(ctx: Context, token: string): Promise<LinkedSurvey | null> {
  const row = await found(ctx, token)
  if (row === undefined) return null
  const { reference } = await conversationFor(system, row.conversation_id, ctx.db)
  return { survey: present(row), brand: row.brand_id, reference, isOpen: isOpen(row, ctx.clock.now()) }
}

/** Whoever holds the link answers as the contact it was sent to. Throws `not_found`, `too_late`. */
export async function answerByToken(ctx: Context, token: string, answer: SurveyAnswer): Promise<Survey | null> {
  const row = await found(ctx, token)
  if (row === undefined) return null
  const { contact_id: id, brand_id: brand, conversation_id: conversationId } = row
  const contact = { kind: 'visitor', realm: 'visitor', id, brand, conversationId, tokenId: '', grants: [] } as const
  return answerSurvey(ctx.app.context(contact), row.id, answer)
}
