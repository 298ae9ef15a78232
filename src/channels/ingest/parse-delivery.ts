import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { type Connected, connected } from '../accounts/account.ts'
import type { InboundEvent } from '../port/inbound-event.ts'
import { findDelivery, type KeptDelivery } from './find-delivery.ts'
import { placeEvents } from './place-events.ts'

/** Reads a delivery that was set aside. While that fails its job fails, too, and the raw bytes stay for whoever looks into it. */
export async function parseDelivery(ctx: Context, { deliveryId }: { deliveryId: string }): Promise<void> {
  const delivery = await findDelivery(ctx.db, deliveryId)
  if (delivery === null) return
  const events = await readDelivery(await connected(ctx, ctx.db, delivery.account), delivery)
  await ctx.transaction((tx) => placeEvents(tx, [{ delivery, events }]))
}

/** Every element of it. Throws when nothing can be made of it. */
export async function readDelivery(at: Connected | null, { raw }: KeptDelivery): Promise<readonly InboundEvent[]> {
  if (at === null) throw new Problem('unprocessable', 'The account of a delivery is of no channel we know.')
  return at.adapter.parse(raw, at.account)
}
