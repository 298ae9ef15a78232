import { conversationFor } from '#conversations'
import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { publish, type StoredEvent } from '#kernel/events'
import type { AgentId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

type How = 'lowered' | 'helped' | 'taken-over' | 'done'

/** Whoever raised it needs no help any more; whoever else lowers it has helped. None up: nothing to do. */
export async function lowerHand(ctx: Context, id: ConversationId): Promise<{ hand: null }> {
  const row = await conversationFor(ctx.actor, id, ctx.db, 'conversation.work')
  await ctx.transaction((tx) =>
    lower(tx, id, (by) => (by === (ctx.actor.kind === 'agent' ? ctx.actor.id : null) ? 'lowered' : 'helped'), row),
  )
  return { hand: null }
}

export const handsFollow = ['work-item.assigned', 'work-item.queued', 'work-item.done'] as const
type Moved = StoredEvent<(typeof handsFollow)[number]>

/** Hands are few and work is much: one look for all that came together. */
export async function lowerWithWork(tx: Tx, events: readonly Moved[]): Promise<void> {
  const moved = [...new Set(events.map(({ data }) => data.conversationId))]
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from routing.hand where conversation_id = any(${moved}::uuid[]) and lowered_at is null`.execute(
    tx,
  )
  const up = new Set(rows.map(({ id }) => id))
  for (const event of events) if (up.has(event.data.conversationId)) await lowerFor(tx, event)
}

/** Somebody else has it now, or it is settled: the question is theirs, or nobody's. */
async function lowerFor(tx: Tx, { name, data }: Moved): Promise<void> {
  const taker = 'agentId' in data && name === 'work-item.assigned' ? data.agentId : null
  const how: How = name === 'work-item.assigned' ? 'taken-over' : 'done'
  await lower(tx, data.conversationId, (by) => (by === taker ? null : how))
}

async function lower(
  tx: Tx,
  id: ConversationId,
  howFor: (by: AgentId) => How | null,
  known?: Awaited<ReturnType<typeof conversationFor>>,
): Promise<void> {
  const { rows } = await sql<{ id: string; agent: AgentId }>`
    select id, agent_id as agent from routing.hand where conversation_id = ${id} and lowered_at is null for update`.execute(
    tx,
  )
  const [hand] = rows
  const how = hand === undefined ? null : howFor(hand.agent)
  if (hand === undefined || how === null) return
  await sql`
    update routing.hand set lowered_at = ${tx.clock.now()}, how = ${how}, rev = rev + 1 where id = ${hand.id}`.execute(
    tx,
  )
  const row = known ?? (await conversationFor(system, id, tx))
  const data = { handId: hand.id, agentId: hand.agent, how }
  await publish(tx, 'hand.lowered', { brand: row.brand_id, scopes: row.scopes, subject: id, data })
}
