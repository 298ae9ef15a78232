import { type Db, sql, type Tx } from '#kernel/db'
import { type PersonalTable, redactIn } from '#kernel/registry'
import { repointBy } from '#people'

/** What is said of an answer may repeat what the customer wrote: the words go with the customer's, the points stay. */
export const reviewWords: PersonalTable = {
  table: 'coaching.review',
  contactColumn: 'contact_id',
  fields: ['scores', 'words', 'answer', 'settle_words'],
  retention: 'with-contact',
  erase: (tx, contact) => wordless(tx, 'contact_id', contact),
  forget: (tx, conversation) => wordless(tx, 'conversation_id', conversation),
  redact: redactIn('coaching.review', 'conversation_id', {
    text: ['words', 'answer', 'settle_words'],
    json: ['scores'],
  }),
  export: (db: Db, contact) =>
    db
      .selectFrom('coaching.review')
      .select(['id', 'conversation_id', 'picked_at', 'scored_at'])
      .where('contact_id', '=', contact as never)
      .execute(),
  repoint: repointBy('coaching.review', 'contact_id'),
}

const wordless = async (tx: Tx, column: 'contact_id' | 'conversation_id', id: string): Promise<void> => {
  await sql`
    update coaching.review set words = null, answer = null, settle_words = null, rev = rev + 1,
      scores = (select jsonb_agg(each || '{"words": ""}'::jsonb) from jsonb_array_elements(scores) each)
    where ${sql.ref(column)} = ${id}`.execute(tx)
}
