import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { AgentId, BrandId, ConversationId, QueueId } from '#kernel/ids'
import { agentsByIds } from '#people'
import { fits } from '../queue.ts'
import type { PresenceKind } from '../tables.ts'
import type { KeptWhy } from './kept.ts'

const MINUTE = 60_000

/** Waiting work that could be kept for somebody. */
export interface Wish {
  conversation: ConversationId
  agent: AgentId
  why: KeptWhy
}

/** A wish with what decides about it. */
export interface Hope extends Wish {
  queue: QueueId
  brand: BrandId
  lang: string | null
  skill: string | null
  skillLevel: number | null
  speaks: boolean
  /** How long its queue keeps it at most. */
  minutes: number
  passed: AgentId[]
  /** Null: never here. */
  state: PresenceKind | null
  since: Date | null
}

/** Those of the wishes for which waiting makes sense: who is near, works here, may take from that queue, and fits. */
export async function whoCan(tx: Tx, wishes: readonly Wish[]): Promise<Hope[]> {
  if (wishes.length === 0) return []
  const hopes = (await load(tx, wishes)).filter((each) => isNear(each, tx.clock.now()))
  const cards = await agentsByIds(tx, [...new Set(hopes.map(({ agent }) => agent))])
  const fit = hopes.filter((each) => {
    const card = cards.get(each.agent)
    return card?.active === true && fits(each, each.lang, card)
  })
  const able: Hope[] = []
  for (const [queue, theirs] of Map.groupBy(fit, (each) => each.queue)) {
    const [first] = theirs
    if (first === undefined) continue
    const may = new Set<string>(await whoMay(tx, 'work-item.take', { brand: first.brand, scopes: [`queue:${queue}`] }))
    able.push(...theirs.filter(({ agent }) => may.has(agent)))
  }
  return able
}

async function load(tx: Tx, wishes: readonly Wish[]): Promise<Hope[]> {
  const { rows } = await sql<Hope>`
    select g.conversation, g.agent, g.why, w.queue_id as queue, w.brand_id as brand, w.lang, q.skill, q.skill_level as "skillLevel", q.speaks,
      case g.why when 'last' then coalesce(q.sticky_minutes, 0) else q.vip_kept_minutes end as minutes, w.passed, p.state, p.since
    from json_to_recordset(${JSON.stringify(wishes)}::json) as g (conversation uuid, agent uuid, why text)
    join routing.work_item w on w.conversation_id = g.conversation and w.state = 'waiting'
    join routing.queue q on q.id = w.queue_id
    left join routing.presence p on p.agent_id = g.agent`.execute(tx)
  return rows
}

/** They are there, or have been away for less than the wait would be; and they did not give it back. */
function isNear({ agent, passed, state, since, minutes }: Hope, now: Date): boolean {
  if (minutes === 0 || passed.includes(agent) || since === null) return false
  if (state === 'away') return now.getTime() - since.getTime() < minutes * MINUTE
  return state === 'available' || state === 'busy'
}
