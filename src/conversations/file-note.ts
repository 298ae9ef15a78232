import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import { lockRow } from './lock-row.ts'
import { carryNote } from './merge/carry.ts'
import { findMessage } from './message.ts'
import { placeMessage } from './place-message.ts'
import type { BakedText } from './text.ts'

export interface FiledNote {
  conversationId: ConversationId
  id: MessageId
  baked: BakedText
  /** Who or what it came from. */
  by: string
}

/** Something a machine told about the conversation, for the advisors alone. It opens nothing again and nobody waits because of it. */
export async function fileNote(tx: Tx, note: FiledNote): Promise<void> {
  const row = await lockRow(tx, system, 'conversation.note', note.conversationId)
  if ((await findMessage(tx, row, note.id)) !== undefined) return
  const now = await placeMessage(tx, {
    row,
    set: sql`last_seq = last_seq + 1`,
    name: 'note.written',
    data: { messageId: note.id, mentions: [] },
    message: {
      id: note.id,
      by: { kind: 'system', id: null, name: note.by },
      baked: note.baked,
      visibility: 'note',
      delivery: null,
    },
  })
  await carryNote(tx, now, note.id)
}
