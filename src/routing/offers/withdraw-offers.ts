import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { lockItems } from '../work-item.ts'
import { goOn } from './answer-offer.ts'

/** Who takes no new work any more is offered none: what they had before them goes to others. */
export async function withdrawOffers(tx: Tx, event: StoredEvent<'presence.changed'>): Promise<void> {
  if (event.data.to === 'available') return
  const open = () =>
    tx
      .selectFrom('routing.offer')
      .selectAll()
      .where('agent_id', '=', event.data.agentId)
      .where('settled_at', 'is', null)
      .orderBy('conversation_id')
      .execute()
  await lockItems(
    tx,
    (await open()).map((offer) => offer.conversation_id),
  )
  for (const offer of await open()) await goOn(tx, offer, 'gone')
}
