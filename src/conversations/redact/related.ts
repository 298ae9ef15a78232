import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** A conversation and all that hold copies of its messages, or whose copies it holds, however often it was merged and split. */
export async function relatedTo(tx: Tx, id: ConversationId): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    with recursive link as (
      select conversation_id as a, into_id as b from conversations.merging
      union select into_id, conversation_id from conversations.merging
      union select conversation_id, origin_id from conversations.splitting
      union select origin_id, conversation_id from conversations.splitting),
    near as (select ${id}::uuid as id union select l.b from near n join link l on l.a = n.id)
    select id from near order by id`.execute(tx)
  return rows.map((row) => row.id)
}
