import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** What people call these conversations. */
export async function referencesOf(db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversations.inbox_row')
    .select(['conversation_id', 'reference'])
    .where('conversation_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row.reference]))
}
