import { type Db, sql } from '#kernel/db'
import type { ContactId, ConversationId } from '#kernel/ids'

/** More than anybody has open at a time. */
const AT_MOST = 500

/** A contact's conversations whose mark of standing may have to change: those that are not over for good, and those that carry one. */
export async function markable(db: Db, contact: ContactId): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from conversations.inbox_row
    where contact_id = ${contact} and (status <> 'closed' or vip is not null) order by created_at desc limit ${AT_MOST}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
