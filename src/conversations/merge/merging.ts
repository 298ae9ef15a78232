import { type Db, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'

/** The merge a conversation is under now. */
export const mergingOf = (db: Db, id: ConversationId) =>
  db
    .selectFrom('conversations.merging')
    .selectAll()
    .where('conversation_id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()

/** Where a conversation is worked on now; null: in itself. */
export const mergedInto = async (db: Db, id: ConversationId): Promise<ConversationId | null> =>
  (await mergingOf(db, id))?.into_id ?? null

/**
 * Locks two rows of one pair. Everywhere what was merged comes first and where it is worked on second, so that nobody waits for
 * somebody who waits for them; before a merge neither is under the other, and their ids give the order.
 */
export async function lockInOrder(tx: Tx, ids: readonly ConversationId[]): Promise<void> {
  for (const id of ids) {
    const { rows } = await sql`
      select from conversations.inbox_row where conversation_id = ${id} for update`.execute(tx)
    if (rows.length === 0) throw notFound('conversation')
  }
}
