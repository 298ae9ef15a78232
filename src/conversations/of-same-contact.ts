import { type Db, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** The newest of somebody's: further back nobody remembers who it was. */
const AT_MOST = 20

/** For each of these, the newest conversations of its contact at its brand, itself among them. */
export async function ofSameContact(
  db: Db,
  ids: readonly ConversationId[],
): Promise<{ id: ConversationId; other: ConversationId }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: ConversationId; other: ConversationId }>`
    select r.conversation_id as id, o.conversation_id as other
    from conversations.inbox_row r
    cross join lateral (
      select o.conversation_id from conversations.inbox_row o
      where o.contact_id = r.contact_id and o.brand_id = r.brand_id
      order by o.created_at desc limit ${AT_MOST}) o
    where r.conversation_id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}
