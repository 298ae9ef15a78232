import { type Db, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Row } from '../lock-row.ts'
import type { BeforeMerge } from '../tables.ts'

/** The row before a merge: codes, ids, numbers and times. */
export const beforeOf = (row: Row): BeforeMerge => ({
  status: row.status,
  priority: row.priority,
  holder: row.holder,
  queueId: row.queue_id,
  assigneeId: row.assignee_id,
  labels: row.labels,
  waitingSince: row.waiting_since?.toISOString() ?? null,
  snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  solvedAt: row.solved_at?.toISOString() ?? null,
  dispositionId: row.disposition_id,
  lastSeq: row.last_seq,
})

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
