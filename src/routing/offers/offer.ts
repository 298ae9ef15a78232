import type { Selectable } from 'kysely'
import { sql, type Tx } from '#kernel/db'
import { publishAll } from '#kernel/events'
import { type AgentId, type ConversationId, newId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import type { AssignmentFacts, OfferTable } from '../tables.ts'
import type { WorkItem } from '../work-item.ts'

export type OfferRow = Selectable<OfferTable>
export type How = NonNullable<OfferRow['how']>

export interface NewOffer {
  item: WorkItem
  agent: AgentId
  facts: AssignmentFacts
}

/** Offers each of these for so long. What is offered waits on in its queue, and takes its slots of the advisor already. */
export async function makeOffers(tx: Tx, offers: readonly NewOffer[], seconds: number): Promise<void> {
  if (offers.length === 0) return
  const now = tx.clock.now()
  const until = new Date(now.getTime() + seconds * 1_000)
  const rows = offers.map(({ item, agent, facts }) => ({
    id: newId(),
    work_item_id: item.id,
    conversation_id: item.conversation_id,
    brand_id: item.brand_id,
    queue_id: item.queue_id,
    agent_id: agent,
    weight: item.weight,
    facts: JSON.stringify(facts),
    at: now,
    until,
  }))
  await tx.insertInto('routing.offer').values(rows).execute()
  await tell(tx, 'offer.made', rows)
  await enqueueAll(
    tx,
    'routing.end-offer',
    rows.map(({ id }) => ({ payload: { offerId: id }, key: id, at: until })),
  )
}

/** Ends the open offers of these pieces of work: nothing when there are none. */
export async function endOffers(tx: Tx, items: readonly string[], how: How): Promise<OfferRow[]> {
  if (items.length === 0) return []
  const { rows } = await sql<OfferRow>`
    update routing.offer set settled_at = ${tx.clock.now()}, how = ${how}, rev = rev + 1
    where work_item_id = any(${[...items]}::uuid[]) and settled_at is null returning *`.execute(tx)
  await tell(tx, 'offer.settled', rows, how)
  return rows
}

type Told = Pick<OfferRow, 'work_item_id' | 'conversation_id' | 'brand_id' | 'queue_id' | 'agent_id'>

const tell = (tx: Tx, name: 'offer.made' | 'offer.settled', rows: readonly Told[], how: How | 'open' = 'open') =>
  publishAll(
    tx,
    name,
    rows.map(({ work_item_id, conversation_id, brand_id, queue_id, agent_id }) => ({
      brand: brand_id,
      subject: work_item_id,
      scopes: [`queue:${queue_id}` as const],
      data: { conversationId: conversation_id, agentId: agent_id, how },
    })),
  )

/** Of work items `w`: those that nobody is just asked for. */
export const notOffered = sql<boolean>`not exists (
  select from routing.offer o where o.work_item_id = w.id and o.settled_at is null)`

export const openOffer = async (tx: Tx, conversation: ConversationId): Promise<OfferRow | undefined> =>
  tx
    .selectFrom('routing.offer')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
