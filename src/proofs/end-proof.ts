import { conversationFor } from '#conversations'
import { system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Proof } from './contract.ts'
import { end, lockRequest, present } from './request.ts'

/** The question is taken back, or what was proved by it is doubted: nothing holds from now on. Said twice, it is meant once. */
export const withdrawProof = (ctx: Context, wanted: { id: string; conversation: ConversationId }): Promise<Proof> =>
  ctx.transaction(async (tx) => {
    await conversationFor(ctx.actor, wanted.conversation, tx, 'conversation.reply')
    const locked = await lockRequest(tx, wanted.id)
    if (locked === null || locked.request.conversation_id !== wanted.conversation) throw notFound('question')
    const { request, row } = locked
    const holds = request.until !== null && request.until > tx.clock.now()
    return present(tx, request.ended_at === null || holds ? await end(tx, row, request, 'withdrawn') : request)
  })

/** The message with the link was taken back before it left. */
export async function followWithdrawn(tx: Tx, event: StoredEvent<'reply.withdrawn'>): Promise<void> {
  const found = await tx
    .selectFrom('proofs.request')
    .select('id')
    .where('message_id', '=', event.data.messageId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const locked = found === undefined ? null : await lockRequest(tx, found.id)
  if (locked !== null && locked.request.ended_at === null) await end(tx, locked.row, locked.request, 'withdrawn')
}

/** Its time has passed and nobody proved anything. */
export const expire = (ctx: Context, { id }: { id: string }): Promise<void> =>
  ctx.app.context(system).transaction(async (tx) => {
    const locked = await lockRequest(tx, id)
    if (locked === null || locked.request.ended_at !== null || locked.request.expires_at > tx.clock.now()) return
    await end(tx, locked.row, locked.request, 'expired')
  })
