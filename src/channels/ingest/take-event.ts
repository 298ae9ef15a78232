import { Problem } from '#kernel/errors'
import type { ContactId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'
import { connectedAs } from '../accounts/account.ts'
import type { InboundEvent } from '../port/inbound-event.ts'
import { findInbound, type WaitingEvent } from './find-inbound.ts'
import { noteTaken, takenRow } from './note-taken.ts'
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
  const waiting = await findInbound(ctx.database, inboundId)
  if (waiting === null) return
  const taken = await take(await sourceOf(ctx, waiting), waiting.inbound.event)
  await noteTaken(ctx.database, takenRow(inboundId, taken, ctx.clock.now()))
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

async function sourceOf(ctx: Context, { inbound, account }: WaitingEvent): Promise<Source> {
  const at = connectedAs(ctx, account)
  const brand = await brandById(ctx.db, account.brand_id)
  if (at === null || brand === null) throw new Problem('unprocessable', 'An event whose account or brand is gone.')
  return { ctx, at, brand, deliveryId: inbound.delivery_id, receivedAt: inbound.received_at }
}
