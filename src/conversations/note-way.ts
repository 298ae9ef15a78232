import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import { announce, lockRow } from './lock-row.ts'
import { carryChanges } from './merge/carry.ts'

export interface Way {
  conversationId: ConversationId
  messageIds: readonly MessageId[]
  /** Another way these replies took as well. */
  channel?: string
  /** A code: why they did not take it. */
  why?: string
}

/** Replies that our window shows went another way, too, or could not: what they are in the window stays as it is. */
export async function noteWay(tx: Tx, { conversationId, messageIds, channel, why }: Way): Promise<void> {
  const row = await lockRow(tx, system, 'conversation.work', conversationId)
  const { rows } = await sql<{ id: MessageId; delivery: string }>`
    update conversations.message set channel = coalesce(${channel ?? null}, channel), delivery_why = ${why ?? null}, rev = rev + 1
    where conversation_id = ${conversationId} and id = any(${[...messageIds]}::uuid[]) and delivery is not null
    returning id, delivery`.execute(tx)
  for (const { id, delivery } of rows) await announce(tx, row, 'delivery.recorded', { messageId: id, state: delivery })
  await carryChanges(tx, row, messageIds)
}
