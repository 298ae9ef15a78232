import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** What a conversation was split from, as long as that was not taken back. */
export async function splitFrom(db: Db, id: ConversationId): Promise<ConversationId | null> {
  const found = await db
    .selectFrom('conversations.splitting')
    .select('origin_id')
    .where('conversation_id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return found?.origin_id ?? null
}

/** What was split from it, oldest first. */
export async function splitsOf(db: Db, id: ConversationId): Promise<ConversationId[]> {
  const found = await db
    .selectFrom('conversations.splitting')
    .select('conversation_id')
    .where('origin_id', '=', id)
    .where('undone_at', 'is', null)
    .orderBy('at')
    .orderBy('conversation_id')
    .execute()
  return found.map(({ conversation_id }) => conversation_id)
}
