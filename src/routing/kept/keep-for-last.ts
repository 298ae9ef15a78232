import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import { agentsByIds } from '#people'
import { fits } from '../queue.ts'
import type { KeptWhy } from './kept.ts'
import { type LastHad, lastAdvisors } from './last-advisors.ts'

const MINUTE = 60_000

export interface Keep {
  conversation: ConversationId
  queue: QueueId
  agent: AgentId
  why: KeptWhy
  until: Date
}

/** Customers came back: what they want is kept for whoever had them last, where the queue says so and where waiting for them makes sense. */
export async function keepForLast(tx: Tx, ids: readonly ConversationId[]): Promise<void> {
  if (ids.length === 0) return
  const now = tx.clock.now()
  const had = await whoCan(
    tx,
    (await lastAdvisors(tx, ids)).filter((each) => isNear(each, now)),
  )
  await keepAll(
    tx,
    had.map(({ conversation, queue, agent, minutes }) => ({
      conversation,
      queue,
      agent,
      why: 'last',
      until: new Date(now.getTime() + minutes * MINUTE),
    })),
  )
}

/** They are there, or have been away for less than the wait would be; and they did not give it back. */
function isNear({ agent, passed, state, since, minutes }: LastHad, now: Date): boolean {
  if (passed.includes(agent) || since === null) return false
  if (state === 'away') return now.getTime() - since.getTime() < minutes * MINUTE
  return state === 'available' || state === 'busy'
}

/** Those who work here, may take from that queue, and fit. */
async function whoCan(tx: Tx, had: readonly LastHad[]): Promise<LastHad[]> {
  if (had.length === 0) return []
  const cards = await agentsByIds(tx, [...new Set(had.map(({ agent }) => agent))])
  const fit = had.filter((each) => {
    const card = cards.get(each.agent)
    return card?.active === true && fits(each, each.lang, card)
  })
  const able: LastHad[] = []
  for (const [queue, theirs] of Map.groupBy(fit, (each) => each.queue)) {
    const [first] = theirs
    if (first === undefined) continue
    const may = new Set<string>(await whoMay(tx, 'work-item.take', { brand: first.brand, scopes: [`queue:${queue}`] }))
    able.push(...theirs.filter(({ agent }) => may.has(agent)))
  }
  return able
}

/** Keeps waiting work for somebody; when the time is over, it is offered to anybody at once. */
export async function keepAll(tx: Tx, keeps: readonly Keep[]): Promise<void> {
  if (keeps.length === 0) return
  await sql`
    update routing.work_item w set kept_for = g.agent, kept_at = ${tx.clock.now()}, kept_until = g.until, kept_why = g.why, rev = w.rev + 1
    from json_to_recordset(${JSON.stringify(keeps)}::json) as g (conversation uuid, agent uuid, until timestamptz, why text)
    where w.conversation_id = g.conversation and w.state = 'waiting'`.execute(tx)
  // In no lane: what is to come later would hold up what is to come now.
  const jobs = keeps.map(({ conversation, queue, until }) => ({
    payload: { queueId: queue },
    key: `kept ${conversation}`,
    at: until,
  }))
  await enqueueAll(tx, 'routing.push', jobs)
}

/** From now on anybody may have it. */
export const keepNoLonger = (tx: Tx, conversation: ConversationId) =>
  sql`
    update routing.work_item set kept_for = null, kept_at = null, kept_until = null, kept_why = null
    where conversation_id = ${conversation} and kept_for is not null`.execute(tx)
