import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { refuseSpam } from './spam/refuse-spam.ts'

/** Takes a solution or a wait back: the conversation is open again, with whom it was. */
export const reopen = (ctx: Context, id: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    refuseSpam(row)
    if (row.status === 'closed') throw new Problem('too_late', 'This conversation is closed for good. Start a new one.')
    if (row.status === 'open') return row
    await sql`delete from conversations.solution where conversation_id = ${id}`.execute(tx)
    await sql`delete from conversations.snooze where conversation_id = ${id}`.execute(tx)
    return changeRow(tx, {
      row,
      // A customer who spoke last waits for an answer again, and has done so since then.
      set: sql`was_status = status, status = 'open', solved_at = null, disposition_id = null, snoozed_until = null,
        waiting_since = case when last_by = 'contact' then coalesce(waiting_since, last_at) else waiting_since end`,
      name: 'conversation.reopened',
      data: { from: row.status },
    })
  })
