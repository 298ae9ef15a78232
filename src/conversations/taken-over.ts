import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** Of these conversations, those that were had elsewhere, each with when it was taken over: what is older was not had here. */
export async function takenOver(db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversations.imported')
    .select(['conversation_id as id', 'at'])
    .where('conversation_id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, at }) => [id, at]))
}
