import { type Db, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** Of these, the open ones whose customer waits for an answer, each with since when. */
export async function waitingSince(db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, Date>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: ConversationId; since: Date }>`
    select conversation_id as id, waiting_since as since from conversations.inbox_row
    where conversation_id = any(${[...ids]}::uuid[]) and status = 'open' and waiting_since is not null`.execute(db)
  return new Map(rows.map(({ id, since }) => [id, since]))
}
