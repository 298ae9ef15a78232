import { conversationFor, presentRow } from '#conversations'
import type { InboxRow } from '#conversations/contract'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { changePresence } from '../presence/change-presence.ts'
import { agentOf } from '../presence/set-presence.ts'
import { give } from '../take-next.ts'
import { lockItem, PUSH, passItem } from '../work-item.ts'
import { endOffers, type OfferRow, openOffer } from './offer.ts'

/** Whoever leaves so many offers in a row without an answer is not at their screen. */
const MOST_MISSED = 2

/** The conversation is the caller's from now on. */
export async function acceptOffer(ctx: Context, id: ConversationId): Promise<InboxRow> {
  const agent = agentOf(ctx)
  await ctx.transaction(async (tx) => {
    const row = await conversationFor(ctx.actor, id, tx)
    const item = await lockItem(tx, id)
    const offer = await openOffer(tx, id)
    if (item === undefined || offer?.agent_id !== agent) {
      if (row.assignee_id === agent) return
      throw new Problem('gone', 'This offer is over: somebody else has it, or it went back to its queue.')
    }
    await endOffers(tx, [item.id], 'accepted')
    await give(tx, ctx, { item, agent, why: 'accepted', facts: offer.facts })
    await forgiveMissed(tx, agent)
  })
  return presentRow(ctx.db, id)
}

/** Not now, not me: it is offered to others at once. What is over already stays over. */
export async function declineOffer(ctx: Context, id: ConversationId): Promise<{ offered: null }> {
  const agent = agentOf(ctx)
  await ctx.transaction(async (tx) => {
    await conversationFor(ctx.actor, id, tx)
    await lockItem(tx, id)
    const offer = await openOffer(tx, id)
    if (offer?.agent_id !== agent) return
    await goOn(tx, offer, 'declined')
    await forgiveMissed(tx, agent)
  })
  return { offered: null }
}

/** Nobody answered in time: others are asked. Who misses two in a row is away, so that nobody waits for an empty chair. */
export async function endOffer(ctx: Context, { offerId }: { offerId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const known = await tx.selectFrom('routing.offer').selectAll().where('id', '=', offerId).executeTakeFirst()
    if (known === undefined) return
    await lockItem(tx, known.conversation_id)
    const offer = await openOffer(tx, known.conversation_id)
    if (offer?.id !== offerId || offer.until > tx.clock.now()) return
    await goOn(tx, offer, 'missed')
    const { rows } = await sql<{ missed: number; state: string }>`
      update routing.presence set missed = missed + 1 where agent_id = ${offer.agent_id} returning missed, state`.execute(
      tx,
    )
    if (rows[0] !== undefined && rows[0].missed >= MOST_MISSED && rows[0].state === 'available')
      await changePresence(tx, offer.agent_id, { state: 'away', reason: 'missed' })
  })
}

/** To the others, at once. */
export async function goOn(tx: Tx, offer: OfferRow, how: 'declined' | 'missed' | 'gone'): Promise<void> {
  await endOffers(tx, [offer.work_item_id], how)
  if (how !== 'gone') await passItem(tx, offer.conversation_id, offer.agent_id)
  await push(tx, offer.queue_id)
}

const push = (tx: Tx, queueId: QueueId): Promise<void> =>
  enqueue(tx, 'routing.push', { queueId }, { key: queueId, lane: PUSH })

const forgiveMissed = (tx: Tx, agent: AgentId) =>
  sql`update routing.presence set missed = 0 where agent_id = ${agent} and missed > 0`.execute(tx)
