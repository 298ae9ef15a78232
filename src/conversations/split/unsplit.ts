import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from '../lock-row.ts'
import { splitFrom } from './splitting.ts'

/**
 * Takes a split back: it is one conversation again. What was answered stands in it already; notes of the one that ends stay to be read
 * there. Answers the row of what it was split from.
 */
export const unsplitConversation = (ctx: Context, id: ConversationId, split: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if ((await splitFrom(tx, split)) !== id) return row
    const ends = await lockRow(tx, ctx.actor, 'conversation.work', split)
    await sql`
      update conversations.splitting set undone_by = ${tx.by}, undone_at = ${tx.clock.now()}
      where conversation_id = ${split}`.execute(tx)
    await changeRow(tx, {
      row: ends,
      set: sql`was_status = status, status = 'closed', waiting_since = null, snoozed_until = null`,
      name: 'conversation.closed',
      data: { splitFrom: id },
    })
    const waits = ends.waiting_since !== null
    const open =
      waits && row.status !== 'open'
        ? sql`, was_status = status, status = 'open', snoozed_until = null, solved_at = null, disposition_id = null`
        : sql``
    const now = await changeRow(tx, {
      row,
      set: sql`waiting_since = least(waiting_since, ${ends.waiting_since}::timestamptz) ${open}`,
      name: 'conversation.unsplit',
      data: { conversationId: split, waits },
    })
    return now
  })
