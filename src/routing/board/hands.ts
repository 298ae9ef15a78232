import { type Db, sql } from '#kernel/db'
import type { AgentId, ConversationId } from '#kernel/ids'
import { agentsByIds } from '#people'
import type { Hand } from './contract.ts'

interface Row {
  id: ConversationId
  agent: AgentId
  at: Date
  rev: number
}

/** The hands that are up on these conversations. */
export async function handsOn(db: Db, ids: readonly string[]): Promise<Map<string, Hand>> {
  const { rows } = await sql<Row>`
    select conversation_id as id, agent_id as agent, at, floor(extract(epoch from at) * 1000)::float8 + rev as rev
    from routing.hand where conversation_id = any(${[...ids]}::uuid[]) and lowered_at is null`.execute(db)
  const people = await agentsByIds(
    db,
    rows.map((row) => row.agent),
  )
  return new Map(
    rows.map(({ id, agent, at, rev }) => [
      id,
      { id, by: { id: agent, name: people.get(agent)?.name ?? '' }, at: at.toISOString(), rev },
    ]),
  )
}
