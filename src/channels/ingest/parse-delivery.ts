import { Problem } from '#kernel/errors'
import { newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { connected } from '../accounts/account.ts'
import type { InboundEvent } from '../port/inbound-event.ts'
import { findDelivery } from './find-delivery.ts'

/**
 * Reads every element of a kept delivery and puts each in its place in the thread. Once for each key: push and poll of the same thing,
 * or ten repeats at once, are one event. What cannot be read fails its job, and the raw bytes stay for whoever looks into it.
 */
export async function parseDelivery(ctx: Context, { deliveryId }: { deliveryId: string }): Promise<void> {
  const found = await findDelivery(ctx.db, deliveryId)
  if (found === null) return
  const at = await connected(ctx, ctx.db, found.account)
  if (at === null) throw new Problem('unprocessable', 'The account of a delivery is of no channel we know.')
  const events = await at.adapter.parse(found.raw, at.account)
  await ctx.transaction(async (tx) => {
    const now = tx.clock.now()
    for (const event of events) {
      const kept = await tx
        .insertInto('channels.inbound')
        .values({
          id: newId(),
          account_id: found.account,
          delivery_id: deliveryId,
          key: event.key,
          event,
          received_at: now,
        })
        .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (kept !== undefined)
        await enqueue(tx, 'channels.take-event', { inboundId: kept.id }, { lane: laneOf(found.account, event) })
    }
    await tx.updateTable('channels.delivery').set({ parsed_at: now }).where('id', '=', deliveryId).execute()
  })
}

/** One at a time within a thread, beside each other across threads. A change waits for its message, so it may not stand before it. */
export const laneOf = (account: string, event: InboundEvent): string =>
  event.type === 'edit' || event.type === 'delete'
    ? `in:${account}:change:${event.ref}`
    : `in:${account}:${event.thread.id}`
