import type { Db } from '#kernel/db'
import type { AgentId } from '#kernel/ids'

export interface AgentCard {
  id: AgentId
  /** For colleagues. */
  name: string
  /** For customers. */
  publicName: string
  active: boolean
  /** What they speak, best first. */
  languages: readonly string[]
  /** What they know, and how well: 1 to 5. */
  skills: readonly { skill: string; level: number }[]
  /** The outside organisation the agent works for; null for the operator's own. */
  partner: { id: string; name: string } | null
}

export async function agentsByIds(db: Db, ids: readonly AgentId[]): Promise<Map<AgentId, AgentCard>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people.agent as a')
    .leftJoin('people.partner as p', 'p.id', 'a.partner_id')
    .select([
      'a.id',
      'a.name',
      'a.public_name',
      'a.active',
      'a.languages',
      'a.skills',
      'a.partner_id',
      'p.name as partner_name',
    ])
    .where('a.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, cardOf(row)]))
}

interface Row {
  id: AgentId
  name: string
  public_name: string
  active: boolean
  languages: string[]
  skills: { skill: string; level: number }[]
  partner_id: string | null
  partner_name: string | null
}
const cardOf = (row: Row): AgentCard => ({
  id: row.id,
  name: row.name,
  publicName: row.public_name,
  active: row.active,
  languages: row.languages,
  skills: row.skills,
  partner: row.partner_id === null ? null : { id: row.partner_id, name: row.partner_name ?? '' },
})
