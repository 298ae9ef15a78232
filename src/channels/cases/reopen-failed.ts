import { conversationFor, reopen } from '#conversations'
import { system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'

/** What was promised did not happen: where it was said is open again, though everybody thought it settled. */
export const reopenLater = (tx: Tx, { data, subject }: StoredEvent<'promise.failed'>): Promise<void> =>
  enqueue(tx, 'channels.reopen-failed', { conversationId: data.conversationId }, { key: subject })

export async function reopenFailed(
  ctx: Context,
  { conversationId }: { conversationId: ConversationId },
): Promise<void> {
  const { status } = await conversationFor(system, conversationId, ctx.db)
  if (status === 'solved' || status === 'pending' || status === 'snoozed') await reopen(ctx, conversationId)
}
