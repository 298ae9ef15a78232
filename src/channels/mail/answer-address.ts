import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** Where the customer of this conversation last asked to be answered, and may; null: where they wrote from. */
export async function answerAddress(db: Db, conversation: ConversationId): Promise<string | null> {
  const row = await db
    .selectFrom('channels.mail_part as part')
    .innerJoin('conversations.message as message', (on) =>
      on
        .onRef('message.conversation_id', '=', 'part.conversation_id')
        .onRef('message.id', '=', 'part.message_id')
        .on('message.by_kind', '=', 'contact'),
    )
    .select('part.answer_to')
    .where('part.conversation_id', '=', conversation)
    .where('part.auto', 'is', null)
    .where('part.mark', 'is', null)
    .orderBy('message.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.answer_to ?? null
}
