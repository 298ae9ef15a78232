import { sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsVisibleTo } from '../policy.ts'
import { type AgentCard, agentsByIds } from './agents-by-ids.ts'

/** Those of these agents whom the caller may know. */
export async function agentsFor(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  ids: readonly AgentId[],
): Promise<Map<AgentId, AgentCard>> {
  const { rows } = await sql<{ id: AgentId }>`
    select a.id from people.agent a where a.id = any(${[...ids]}::uuid[]) and ${agentsVisibleTo(actor)}`.execute(db)
  return agentsByIds(
    db,
    rows.map((row) => row.id),
  )
}
