import { Problem } from '#kernel/errors'
import type { ContactId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'
import { connected } from '../accounts/account.ts'
import type { InboundEvent } from '../port/inbound-event.ts'
import { findDelivery } from './find-delivery.ts'
import type { Source } from './source.ts'
import { takeChange } from './take-change.ts'
import { takeMessage } from './take-message.ts'
import { takeReceipt } from './take-receipt.ts'

export interface Taken {
  contactId: ContactId | null
  conversationId: ConversationId | null
}

/** Brings one event of the outside into its conversation. Run twice it changes nothing: every step knows its own repeat. */
export async function takeEvent(ctx: Context, { inboundId }: { inboundId: string }): Promise<void> {
  const row = await ctx.db.selectFrom('channels.inbound').selectAll().where('id', '=', inboundId).executeTakeFirst()
  if (row === undefined || row.event === null) return
  const taken = await take(await sourceOf(ctx, row.account_id, row.delivery_id, row.received_at), row.event)
  await ctx.db
    .updateTable('channels.inbound')
    .set({
      event: null,
      taken_at: ctx.clock.now(),
      contact_id: taken.contactId,
      conversation_id: taken.conversationId,
    })
    .where('id', '=', inboundId)
    .execute()
}

function take(source: Source, event: InboundEvent): Promise<Taken> {
  switch (event.type) {
    case 'message':
      return takeMessage(source, event)
    case 'unsupported':
      return takeMessage(source, { ...event, type: 'message', content: { text: `[${event.label}]` } })
    case 'edit':
    case 'delete':
      return takeChange(source, event)
    case 'receipt':
      return takeReceipt(source, event)
  }
}

async function sourceOf(ctx: Context, accountId: string, deliveryId: string, receivedAt: Date): Promise<Source> {
  const at = await connected(ctx, ctx.db, accountId)
  const brand = at === null ? null : await brandById(ctx.db, at.row.brand_id)
  const delivery = await findDelivery(ctx.db, deliveryId)
  if (at === null || brand === null || delivery === null)
    throw new Problem('unprocessable', 'An event whose account, brand or delivery is gone.')
  return { ctx, at, brand, delivery, receivedAt }
}
