import { type RawBuilder, sql, type Tx } from '#kernel/db'
import { announce, type Row } from './lock-row.ts'
import type { BeforeMerge } from './tables.ts'

/** The row before it was taken off the desk, by a merge or as spam: codes, ids, numbers and times. */
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

/** What of a row is put back when that is taken back, and what it is when it must be open instead. */
export const asBefore = (
  before: BeforeMerge,
): RawBuilder<unknown> => sql`was_status = status, status = ${before.status},
  snoozed_until = ${before.snoozedUntil}, solved_at = ${before.solvedAt}, disposition_id = ${before.dispositionId}`
export const opened = sql`was_status = status, status = 'open', snoozed_until = null, solved_at = null, disposition_id = null`

/** Its work follows what it is again. */
export async function settle(tx: Tx, row: Row): Promise<void> {
  if (row.status === 'pending') await announce(tx, row, 'conversation.pended', {})
  if (row.status === 'snoozed' && row.snoozed_until !== null)
    await announce(tx, row, 'conversation.snoozed', { until: row.snoozed_until.toISOString() })
  if (row.status === 'solved') await announce(tx, row, 'conversation.solved', { imported: true })
}
