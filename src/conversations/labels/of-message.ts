import { authorOf } from '#kernel/access'
import { sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow } from '../lock-row.ts'
import { findMessage } from '../message.ts'
import { presentMessage } from '../present-one.ts'
import { refuseForeignLabel } from './known-label.ts'

interface Which {
  id: ConversationId
  message: MessageId
  label: string
}

/** On, or off; what is so already changes nothing. */
export async function labelMessage(ctx: Context, { id, message, label }: Which, on: boolean) {
  await ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if ((await findMessage(tx, row, message)) === undefined) throw notFound('message')
    await refuseForeignLabel(tx, row.brand_id, label)
    const { rows } = on
      ? await sql`
          insert into conversations.message_label (conversation_id, message_id, label_id, by, at)
          values (${id}, ${message}, ${label}, ${authorOf(ctx.actor)}, ${tx.clock.now()}) on conflict do nothing returning 1`.execute(
          tx,
        )
      : await sql`
          delete from conversations.message_label
          where conversation_id = ${id} and message_id = ${message} and label_id = ${label} returning 1`.execute(tx)
    if (rows.length === 0) return
    await sql`
      update conversations.message set labelled = labelled + ${on ? 1 : -1}, rev = rev + 1
      where conversation_id = ${id} and id = ${message}`.execute(tx)
    const data = { messageId: message, labelId: label, on }
    await changeRow(tx, { row, set: sql`last_seq = last_seq`, name: 'message.labelled', data })
  })
  return presentMessage(ctx.db, id, message)
}
