import { type Db, sql } from '#kernel/db'
import type { AgentId, QueueId } from '#kernel/ids'
import type { ItemState } from '../tables.ts'

interface Work {
  /** The conversation. */
  id: string
  queue: QueueId
  state: ItemState
  agent: AgentId | null
  rev: number
}

/** The work of these conversations, as streams tell it: offers made and ended count as changes of it. */
export async function workById(db: Db, ids: readonly string[]): Promise<Map<string, Work>> {
  const { rows } = await sql<Work>`
    select w.conversation_id as id, w.queue_id as queue, w.state, w.agent_id as agent,
      w.rev + coalesce((select sum(o.rev) from routing.offer o where o.work_item_id = w.id), 0)::int as rev
    from routing.work_item w where w.conversation_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
