import { type Row, stamp } from '#conversations'
import type { By } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { EventMap, StoredEvent } from '#kernel/events'
import { newId } from '#kernel/ids'
import { EXPIRES_MS } from './survey.ts'

/** A conversation was taken over from another system: so is the rating it got there, with its times. */
export async function takeOver(tx: Tx, { subject, data }: StoredEvent<'conversation.imported'>): Promise<void> {
  if (data.askedAt === undefined) return
  const { score } = data
  const row = await stamp(tx, subject, score === undefined ? {} : { csat: score })
  const [id, askedAt] = [newId(), new Date(data.askedAt)]
  const answeredAt = data.answeredAt === undefined ? null : new Date(data.answeredAt)
  await tx
    .insertInto('voice.survey')
    .values({
      id,
      conversation_id: subject,
      contact_id: row.contact_id,
      brand_id: row.brand_id,
      kind: 'csat',
      token_hash: null,
      sent_at: askedAt,
      expires_at: new Date(askedAt.getTime() + EXPIRES_MS),
      score: score ?? null,
      comment: null,
      answered_at: answeredAt,
    })
    .execute()
  await tell(tx, row, 'survey.sent', askedAt, 'system', { surveyId: id, kind: 'csat' })
  if (answeredAt === null || score === undefined) return
  const answer = { surveyId: id, kind: 'csat', score, comment: false } as const
  await tell(tx, row, 'survey.answered', answeredAt, `visitor:${row.contact_id}`, answer)
}

/** Not by publish(), which writes the present. */
async function tell<N extends 'survey.sent' | 'survey.answered'>(
  tx: Tx,
  row: Row,
  name: N,
  at: Date,
  by: By,
  data: EventMap[N],
): Promise<void> {
  await sql`
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
    values (${at}, ${name}, ${row.brand_id}, ${row.conversation_id}, ${JSON.stringify({ contact: row.contact_id })}::jsonb,
      ${by}, ${JSON.stringify(data)}::jsonb, ${row.scopes}::text[])`.execute(tx)
}
