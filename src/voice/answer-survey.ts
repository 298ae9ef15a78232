import { type Row, stamp } from '#conversations'
import type { Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import type { Survey, SurveyAnswer } from './contract.ts'
import { isOpen, present, type SurveyRow } from './survey.ts'

/** The visitor rates, comments, or changes their mind. The same answer again changes nothing; a comment left out stays. */
export async function answerSurvey(ctx: Context, id: string, answer: SurveyAnswer): Promise<Survey> {
  if (ctx.actor.kind !== 'visitor') throw notFound('survey')
  const { conversationId } = ctx.actor
  return ctx.transaction(async (tx) => {
    // Locks the conversation, so that its facts stay in order.
    const row = await stamp(tx, conversationId, {})
    const survey = await tx
      .selectFrom('voice.survey')
      .selectAll()
      .where('id', '=', id)
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst()
    if (survey === undefined) throw notFound('survey')
    const comment = answer.comment === undefined ? survey.comment : plain(answer.comment).trim() || null
    if (survey.score === answer.score && survey.comment === comment) return present(survey)
    if (!isOpen(survey, tx.clock.now())) throw new Problem('too_late', 'This rating can no longer be given or changed.')
    return present(await save(tx, row, survey, { score: answer.score, comment }))
  })
}

async function save(
  tx: Tx,
  row: Row,
  survey: SurveyRow,
  { score, comment }: { score: number; comment: string | null },
): Promise<SurveyRow> {
  const saved = await tx
    .updateTable('voice.survey')
    .set({ score, comment, answered_at: survey.answered_at ?? tx.clock.now(), rev: survey.rev + 1 })
    .where('id', '=', survey.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (row.csat !== score) await stamp(tx, row.conversation_id, { csat: score })
  await publish(tx, 'survey.answered', {
    brand: row.brand_id,
    subject: row.conversation_id,
    about: { contact: row.contact_id },
    data: { surveyId: survey.id, kind: 'csat', score, comment: comment !== null },
    scopes: row.scopes,
  })
  return saved
}
