import type { Tx } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { connected } from '../accounts/account.ts'
import { type KeptDelivery, unreadDeliveries } from './find-delivery.ts'
import { readDelivery } from './parse-delivery.ts'
import { placeEvents } from './place-events.ts'

/** Read in one transaction, and in memory together. */
const AT_ONCE = { deliveries: 50, bytes: 30_000_000 }

/**
 * Reads what an account was sent, in the order it came: reading two deliveries beside each other would put a customer's second
 * message before the first. What cannot be read is set aside and tried alone, so that it holds nobody back.
 */
export async function parseAccount(ctx: Context, { accountId }: { accountId: AccountId }): Promise<void> {
  for (;;) {
    const unread = await unreadDeliveries(ctx.db, accountId, AT_ONCE)
    if (unread.length === 0) return
    const at = await connected(ctx, ctx.db, accountId)
    const read = await Promise.all(
      unread.map(async (delivery) => ({ delivery, events: await readDelivery(at, delivery).catch(() => null) })),
    )
    await ctx.transaction(async (tx) => {
      for (const { delivery, events } of read) {
        if (events === null) await setAside(tx, delivery)
        else await placeEvents(tx, delivery, events)
      }
    })
  }
}

async function setAside(tx: Tx, { id }: KeptDelivery): Promise<void> {
  await tx.updateTable('channels.delivery').set({ aside_at: tx.clock.now() }).where('id', '=', id).execute()
  await enqueue(tx, 'channels.parse-delivery', { deliveryId: id })
}
