import { handToAgents } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import { publishAll } from '#kernel/events'
import { newId } from '#kernel/ids'
import type { AgentCard } from '#people'
import type { Gift } from './work-item.ts'

/** Work that waits, and who gets it. */
export interface Given extends Pick<Gift, 'item' | 'facts'> {
  agent: AgentCard
}

/** give() for many at once, in one transaction: what somebody else works on just now goes on waiting. */
export async function giveAll(tx: Tx, gifts: readonly Given[], why: string): Promise<void> {
  if (gifts.length === 0) return
  const hands = gifts.map(({ item, agent }) => ({ id: item.conversation_id, agent }))
  const handed = await handToAgents(tx, hands, why)
  const now = tx.clock.now()
  const done = gifts
    .filter(({ item }) => handed.has(item.conversation_id))
    .map((gift) => ({ ...gift, waited: Math.max(0, Math.round((now.getTime() - gift.item.since.getTime()) / 1000)) }))
  const rows = done.map(({ item, agent, facts = {}, waited }) => ({
    id: newId(),
    item: item.id,
    conversation: item.conversation_id,
    queue: item.queue_id,
    agent: agent.id,
    facts,
    waited,
  }))
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as (id uuid, item uuid, conversation uuid, queue uuid, agent uuid, facts jsonb, waited int)),
    held as (
      update routing.work_item w set state = 'assigned', agent_id = g.agent, overflowed = false, rev = w.rev + 1
      from given g where w.id = g.item)
    insert into routing.assignment (id, work_item_id, conversation_id, queue_id, agent_id, why, facts, waited_seconds, at)
    select id, item, conversation, queue, agent, ${why}, facts, waited, ${now} from given`.execute(tx)
  await publishAll(
    tx,
    'work-item.assigned',
    done.map(({ item, agent, waited }) => ({
      brand: item.brand_id,
      subject: item.id,
      data: {
        conversationId: item.conversation_id,
        queueId: item.queue_id,
        agentId: agent.id,
        why,
        waitedSeconds: waited,
      },
    })),
  )
}
