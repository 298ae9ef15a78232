import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Delivery } from './contract.ts'
import { announce, lockRow } from './lock-row.ts'
import { carryChanges } from './merge/carry.ts'
import { findMessage } from './message.ts'
import type { MessageTable } from './tables.ts'

// `failed` loses to delivered and read: with several devices one may fail and another receive.
const rank: Record<Delivery, number> = {
  withdrawn: 9,
  read: 5,
  delivered: 4,
  failed: 3,
  sent: 2,
  unknown: 1,
  queued: 0,
}

/** The provider's id is kept with it, so that an answer to it finds its conversation. States only rise; a late or repeated receipt changes nothing. Answers whether it did. */
export async function recordDelivery(
  tx: Tx,
  receipt: { conversationId: ConversationId; messageId: MessageId; state: Delivery; why?: string; externalId?: string },
): Promise<boolean> {
  const row = await lockRow(tx, system, 'conversation.work', receipt.conversationId)
  const message = await findMessage(tx, row, receipt.messageId)
  if (message !== undefined && receipt.externalId !== undefined) await keepExternalId(tx, message, receipt.externalId)
  if (message?.delivery == null || rank[receipt.state] <= rank[message.delivery]) return false
  await sql`update conversations.message set delivery = ${receipt.state}, delivery_why = ${receipt.why ?? null}, rev = rev + 1
            where conversation_id = ${receipt.conversationId} and id = ${receipt.messageId}`.execute(tx)
  const told = message.side_id === null ? 'delivery.recorded' : 'side.changed'
  await announce(tx, row, told, { messageId: receipt.messageId, state: receipt.state })
  await carryChanges(tx, row, [receipt.messageId])
  return true
}

/** A provider that gives an id twice has only the first message found by it. */
const keepExternalId = (tx: Tx, message: Pick<MessageTable, 'conversation_id' | 'id' | 'account_id'>, ref: string) =>
  sql`update conversations.message m set external_id = ${ref}
      where conversation_id = ${message.conversation_id} and id = ${message.id} and external_id is null
        and not exists (select from conversations.message where account_id = ${message.account_id} and external_id = ${ref})`.execute(
    tx,
  )
