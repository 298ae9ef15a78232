import type { Actor, Permission } from '#kernel/access'
import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { permitted, type Row } from './lock-row.ts'

/** The only way to hold a conversation outside this module. Unknown and forbidden look the same. */
export async function conversationFor(
  actor: Actor,
  id: ConversationId,
  db: Db,
  permission: Permission = 'conversation.read',
): Promise<Row> {
  const row = await db
    .selectFrom('conversations.inbox_row')
    .selectAll()
    .where('conversation_id', '=', id)
    .executeTakeFirst()
  return permitted(actor, permission, row, id)
}
