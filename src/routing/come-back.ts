import { conversationFor, handTo, type Row } from '#conversations'
import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { AgentId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { standingsOf } from '#people'
import { agentTakesWork } from './presence/change-presence.ts'
import type { AssignmentFacts } from './tables.ts'
import { vipFacts } from './vip/vip-facts.ts'
import { assignItem, lockItem, unparkItem, type WorkItem } from './work-item.ts'

interface Returned {
  conversationId: ConversationId
  /** It was settled, and the customer came back; else its advisor waited for something that has come. */
  settled: boolean
}

/**
 * What somebody still has, or had when it was solved, needs a person again. It is theirs if they are there and have room; else it goes to
 * its queue. A job and not a part of the log's work: like every push it counts what people hold after the one before it has written.
 */
export async function comeBack(ctx: Context, { conversationId: id, settled }: Returned): Promise<void> {
  await ctx.transaction(async (tx) => {
    await oneAtATime(tx)
    const item = await lockItem(tx, id)
    const row = await conversationFor(system, id, tx)
    const agent = row.assignee_id
    if (row.status !== 'open' || row.holder !== 'agent' || agent === null || item?.state === 'assigned') return
    const facts = await roomFor(tx, agent, item, settled)
    if (facts !== null && item !== undefined && !(settled && (await looksAfterOther(tx, row, agent))))
      return goOn(tx, item, agent, { ...facts, ...vipFacts(row.vip) })
    await handTo(tx, system, id, { holder: 'queue', queue: row.queue_id }, CAME_BACK)
  })
}

/** Why it went to its queue: its customer came back, and who had it cannot have it at once. */
export const CAME_BACK = 'came-back'

/** One at a time in the whole operator gives work by what people hold: nobody's last slot is given twice. */
export const oneAtATime = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('routing.push', 0))`.execute(tx)

async function goOn(tx: Tx, item: WorkItem, agent: AgentId, facts: AssignmentFacts): Promise<void> {
  await unparkItem(tx, item.conversation_id)
  if (item.state === 'parked' && item.agent_id === agent) return
  await assignItem(tx, { item, agent, why: 'returned', facts })
}

/** What they hold and how much they can hold, if this is theirs now; null if it is not. */
async function roomFor(
  tx: Tx,
  agent: AgentId,
  item: WorkItem | undefined,
  settled: boolean,
): Promise<AssignmentFacts | null> {
  if (item === undefined || !(await agentTakesWork(tx, agent))) return null
  if (settled && !(await remembers(tx, item))) return null
  const { rows } = await sql<{ load: number; capacity: number }>`
    select p.capacity, coalesce(sum(w.weight), 0)::int as load from routing.presence p
    left join routing.held w on w.agent_id = p.agent_id
    where p.agent_id = ${agent} group by p.capacity`.execute(tx)
  const [held] = rows
  return held !== undefined && held.load + item.weight <= held.capacity ? held : null
}

/** Somebody else is named to look after this customer: then it is looked for them first. */
async function looksAfterOther(tx: Tx, row: Row, agent: AgentId): Promise<boolean> {
  const standing = (await standingsOf(tx, [row.contact_id], tx.clock.now())).get(row.contact_id)
  return standing !== undefined && standing.named !== null && standing.named !== agent
}

/** The queue keeps customers with whom they know, and this was not too long ago. */
async function remembers(tx: Tx, item: WorkItem): Promise<boolean> {
  const { rows } = await sql`
    select from routing.queue q where q.id = ${item.queue_id} and q.sticky_minutes is not null and exists (
      select from routing.assignment a where a.work_item_id = ${item.id}
        and coalesce(a.ended_at, ${tx.clock.now()}) >= ${tx.clock.now()}::timestamptz - make_interval(days => q.sticky_days))`.execute(
    tx,
  )
  return rows.length === 1
}
