import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { enqueue, soLongAfter } from '#kernel/jobs'
import type { App } from '#kernel/registry'
import { macOf } from '../../accounts/mac.ts'
import { aliasOf } from '../address.ts'

/** As long as an advisor may take a mail back. */
const HELD_MS = 5_000

/** A mail to an outsider leaves when undo has passed. The address it is answered to means this exchange before that. */
export const queueSide =
  ({ config }: Pick<App, 'config'>) =>
  async (tx: Tx, event: StoredEvent<'side.sent'>): Promise<void> => {
    const { sideId, messageId } = event.data
    const side = await tx
      .selectFrom('conversations.side')
      .select('account_id')
      .where('id', '=', sideId)
      .executeTakeFirst()
    if (side === undefined) return
    await tx
      .insertInto('channels.alias')
      .values({
        account_id: side.account_id,
        alias: aliasOf('reply', macOf(config.secrets, side.account_id, `reply ${sideId}`)),
        conversation_id: event.subject,
        message_id: null,
        side_id: sideId,
        at: tx.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await enqueue(
      tx,
      'channels.deliver-reply',
      { conversationId: event.subject, messageId },
      { key: messageId, lane: `out:side:${sideId}`, at: soLongAfter(tx, event.at, HELD_MS) },
    )
  }
