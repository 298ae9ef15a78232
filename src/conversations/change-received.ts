import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { carryChanges } from './merge/carry.ts'
import { findMessage } from './message.ts'
import type { BakedText } from './text.ts'

interface Which {
  conversationId: ConversationId
  messageId: MessageId
  at: Date
}

/** The author changed their message outside: the newest text shows, with a mark. Answers whether anything changed. */
export async function editReceived(tx: Tx, which: Which, baked: BakedText): Promise<boolean> {
  const found = await find(tx, which)
  if (found === null || found.message.text === baked.text) return false
  await sql`update conversations.message set text = ${baked.text}, html = ${baked.html}, baked_by = ${baked.bakedBy}, edited_at = ${which.at}, rev = rev + 1
            where conversation_id = ${which.conversationId} and id = ${which.messageId}`.execute(tx)
  await changeRow(tx, {
    row: found.row,
    set: lastText(found.row, found.message.seq, baked.preview),
    name: 'message.edited',
    data: { messageId: which.messageId },
  })
  await carryChanges(tx, found.row, [which.messageId])
  return true
}

/** The author deleted it outside: its place stays, its text goes. */
export async function deleteReceived(tx: Tx, which: Which): Promise<boolean> {
  const found = await find(tx, which)
  if (found === null || found.message.deleted_at !== null) return false
  await sql`update conversations.message set deleted_at = ${which.at}, text = '', html = '', rev = rev + 1
            where conversation_id = ${which.conversationId} and id = ${which.messageId}`.execute(tx)
  await changeRow(tx, {
    row: found.row,
    set: lastText(found.row, found.message.seq, ''),
    name: 'message.deleted',
    data: { messageId: which.messageId },
  })
  await carryChanges(tx, found.row, [which.messageId])
  return true
}

async function find(tx: Tx, which: Which) {
  const row = await lockRow(tx, system, 'conversation.work', which.conversationId)
  const message = await findMessage(tx, row, which.messageId)
  return message === undefined ? null : { row, message }
}

const lastText = (row: Row, seq: number, preview: string) =>
  row.last_seq === seq ? sql`last_text = ${preview}` : sql`last_text = last_text`
