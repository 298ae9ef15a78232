import { rolesOf } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Agent } from '../contract.ts'

type AgentRow = Omit<Agent, 'roles'> & { id: AgentId }
export interface Which {
  ids: readonly AgentId[]
  /** Sign-in names and roles are for those who manage people. */
  withAccess: boolean
}

/** Agents in the order of the ids. */
export async function loadAgents(db: Db, { ids, withAccess }: Which): Promise<Agent[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AgentRow>`
    select a.id, a.name, a.public_name as "publicName", a.login, a.languages, a.skills, a.active, a.rev,
           (select jsonb_build_object('id', p.id, 'name', p.name) from people.partner p where p.id = a.partner_id) as partner,
           coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.id)
                     from people.team_member m join people.team t on t.id = m.team_id where m.agent_id = a.id), '[]') as teams
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
    join people.agent a on a.id = wanted.id
    order by wanted.place`.execute(db)
  if (!withAccess) return rows.map((row) => ({ ...row, login: '', roles: [] }))
  return Promise.all(rows.map(async (row) => ({ ...row, roles: await rolesOf(db, row.id) })))
}
