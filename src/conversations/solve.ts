import { authorOf, type By } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { refuseWithoutAttributes } from './attributes/of-conversation.ts'
import { refuseForeignDisposition, refuseWithoutReason } from './dispositions/check.ts'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { refuseSpam } from './spam/refuse-spam.ts'

/** Marks the conversation as settled, with why. A second time with the same disposition changes nothing. */
export const solve = (ctx: Context, id: ConversationId, disposition: string | null): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    refuseSpam(row)
    if (row.status === 'closed') throw new Problem('too_late', 'This conversation is closed already.')
    if (row.status === 'solved' && row.disposition_id === disposition) return row
    await refuseWithoutReason(ctx.app, row, authorOf(ctx.actor), disposition)
    return solveLocked(tx, row, authorOf(ctx.actor), disposition)
  })

/** The same on a row that this transaction has locked. */
export async function solveLocked(tx: Tx, row: Row, by: By, disposition: string | null): Promise<Row> {
  await refuseForeignDisposition(tx, row, disposition)
  await refuseWithoutAttributes(tx, row, by)
  const now = tx.clock.now()
  await sql`
    insert into conversations.solution (conversation_id, by, disposition_id, at) values (${row.conversation_id}, ${by}, ${disposition}, ${now})
    on conflict (conversation_id) do update set by = excluded.by, disposition_id = excluded.disposition_id, at = excluded.at`.execute(
    tx,
  )
  return changeRow(tx, {
    row,
    set: sql`was_status = status, status = 'solved', solved_at = ${now}, disposition_id = ${disposition}, waiting_since = null, snoozed_until = null`,
    name: 'conversation.solved',
    data: disposition === null ? {} : { dispositionId: disposition },
  })
}
