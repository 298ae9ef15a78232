import { recordDelivery } from '#conversations'
import type { Tx } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { Foretold } from '../port/adapter.ts'
import type { Reply } from './deliver-reply.ts'

/** What the outside will call it is on disk before it leaves: an answer or a report finds it even when we die now. */
export async function keepForetold(tx: Tx, account: AccountId, reply: Reply, foretold: Foretold): Promise<void> {
  await recordDelivery(tx, { ...reply, state: 'queued', externalId: foretold.ref })
  await keepAliases(tx, account, reply, foretold)
}

/** All its names lead to the conversation; those of the message to it, too. */
export async function keepAliases(tx: Tx, account: AccountId, reply: Reply, foretold: Foretold): Promise<void> {
  const { conversationId, messageId } = reply
  const common = { account_id: account, conversation_id: conversationId, at: tx.clock.now() }
  await tx
    .insertInto('channels.alias')
    .values([
      { ...common, alias: foretold.conversation, message_id: null },
      { ...common, alias: foretold.message, message_id: messageId },
      { ...common, alias: foretold.ref, message_id: messageId },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
