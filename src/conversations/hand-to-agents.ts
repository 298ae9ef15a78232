import { sql, type Tx } from '#kernel/db'
import { publishAll } from '#kernel/events'
import type { AgentId, ConversationId } from '#kernel/ids'
import type { HandReason } from './hand-to.ts'
import { factOf, type Row } from './lock-row.ts'

export interface Hand {
  id: ConversationId
  agent: { id: AgentId; publicName: string }
}

/**
 * handTo() for many that wait in queues, by one statement. Answers those that were handed over: what somebody has taken is left as it is.
 */
export async function handToAgents(
  tx: Tx,
  hands: readonly Hand[],
  reason: HandReason,
): Promise<ReadonlySet<ConversationId>> {
  const given = hands.map(({ id, agent }) => ({ id, agent: agent.id, name: agent.publicName }))
  const { rows } = await sql<Row>`
    with given as (select * from json_to_recordset(${JSON.stringify(given)}::json) as (id uuid, agent uuid, name text)),
    free as (
      select conversation_id from conversations.inbox_row
      where conversation_id in (select id from given) and holder = 'queue' order by conversation_id for update)
    update conversations.inbox_row r set holder = 'agent', assignee_id = g.agent, assignee_name = g.name, rev = r.rev + 1
    from free join given g on g.id = free.conversation_id
    where r.conversation_id = g.id returning r.*`.execute(tx)
  const facts = rows.flatMap((row) => {
    if (row.assignee_id === null) return []
    const queue = row.queue_id === null ? {} : { queueId: row.queue_id }
    const data = { from: 'queue' as const, to: 'agent' as const, reason, agentId: row.assignee_id, ...queue }
    return { ...factOf(row, data), was: row.scopes.filter((scope) => scope !== `agent:${row.assignee_id}`) }
  })
  await publishAll(tx, 'conversation.handed', facts)
  return new Set(rows.map((row) => row.conversation_id))
}
