import { type Db, sql } from '#kernel/db'
import type { ContactId, ConversationId } from '#kernel/ids'

/** Whose conversations these are. */
export async function contactsOf(db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, ContactId>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: ConversationId; contact: ContactId }>`
    select conversation_id as id, contact_id as contact from conversations.inbox_row
    where conversation_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, contact }) => [id, contact]))
}
