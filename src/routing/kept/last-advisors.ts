import { ofSameContact } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { AgentId, ConversationId } from '#kernel/ids'

/** Reasons by which somebody did not want it, or left it without an answer: they did not have the customer. */
const NOT_HAD = ['returned', 'ignored', 'declined']

/**
 * Of this waiting work, what comes from customers somebody has had, in any of their conversations with the brand, as long ago as the
 * queue remembers; one a conversation, the last who had them.
 */
export async function lastAdvisors(
  tx: Tx,
  ids: readonly ConversationId[],
): Promise<{ conversation: ConversationId; agent: AgentId }[]> {
  const pairs = await ofSameContact(tx, ids)
  const now = tx.clock.now()
  const { rows } = await sql<{ conversation: ConversationId; agent: AgentId }>`
    select distinct on (w.conversation_id) w.conversation_id as conversation, a.agent_id as agent
    from unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ other }) => other)}::uuid[]) as same (id, other)
    join routing.work_item w on w.conversation_id = same.id and w.state = 'waiting'
    join routing.queue q on q.id = w.queue_id and q.sticky_minutes is not null
    join routing.work_item o on o.conversation_id = same.other
    join routing.assignment a on a.work_item_id = o.id
    where coalesce(a.ended_at, ${now}::timestamptz) >= ${now}::timestamptz - make_interval(days => q.sticky_days)
      and (a.ended_why is null or not (a.ended_why = any(${NOT_HAD}::text[])))
    order by w.conversation_id, coalesce(a.ended_at, 'infinity') desc, a.at desc, a.id desc`.execute(tx)
  return rows
}
