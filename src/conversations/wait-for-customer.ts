import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { refuseSpam } from './spam/refuse-spam.ts'

/** Pending: nothing to do until the customer writes. */
export const waitForCustomer = (ctx: Context, id: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (row.status === 'pending') return row
    refuseSpam(row)
    if (row.status === 'closed' || row.status === 'solved')
      throw new Problem('conflict', 'It is settled already. Reopen it first.')
    return changeRow(tx, {
      row,
      set: sql`was_status = status, status = 'pending', waiting_since = null, snoozed_until = null`,
      name: 'conversation.pended',
      data: {},
    })
  })
