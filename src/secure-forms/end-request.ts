import { conversationFor } from '#conversations'
import { system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { SecureRequest } from './contract.ts'
import { end, lockRequest, present } from './request.ts'

/** The question is taken back. What was given already goes its way: it may have arrived. Said twice, it is meant once. */
export const withdrawRequest = (
  ctx: Context,
  wanted: { id: string; conversation: ConversationId },
): Promise<SecureRequest> =>
  ctx.transaction(async (tx) => {
    await conversationFor(ctx.actor, wanted.conversation, tx, 'conversation.reply')
    const locked = await lockRequest(tx, wanted.id)
    if (locked === null || locked.request.conversation_id !== wanted.conversation) throw notFound('question')
    const { request } = locked
    const waits = request.state === 'asked' || request.state === 'opened'
    return present(tx, waits ? await end(tx, locked, 'withdrawn') : request)
  })

/** The message with the link was taken back before it left. */
export async function followWithdrawn(tx: Tx, event: StoredEvent<'reply.withdrawn'>): Promise<void> {
  const found = await tx
    .selectFrom('secure_forms.request')
    .select('id')
    .where('message_id', '=', event.data.messageId)
    .where('state', 'in', ['asked', 'opened'])
    .executeTakeFirst()
  const locked = found === undefined ? null : await lockRequest(tx, found.id)
  if (locked !== null && locked.request.ended_at === null && locked.request.given_at === null)
    await end(tx, locked, 'withdrawn')
}

/** Its time has passed: nobody gave anything, or what was given could not be brought to its system and is destroyed now. */
export const endRequest = (ctx: Context, { id }: { id: string }): Promise<void> =>
  ctx.app.context(system).transaction(async (tx) => {
    const locked = await lockRequest(tx, id)
    if (locked === null || locked.request.ended_at !== null) return
    const now = tx.clock.now()
    const { deliver_by: deliverBy, expires_at: expires, trouble } = locked.request
    if (deliverBy === null && expires <= now) await end(tx, locked, 'expired')
    if (deliverBy !== null && deliverBy <= now)
      await end(tx, locked, 'undelivered', { trouble: trouble ?? 'unreachable' })
  })
