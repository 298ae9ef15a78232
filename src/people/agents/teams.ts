import type { Static } from 'typebox'
import type { Db } from '#kernel/db'
import { sql } from '#kernel/db'
import type { Team as TeamShape } from '../contract.ts'

export type Team = Static<typeof TeamShape>

/** Teams with the active members, oldest first; `ids` null means all. */
export async function loadTeams(db: Db, ids: readonly string[] | null): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select t.id, t.brand_id as brand, t.name, t.rev,
           coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by lower(a.name), a.id)
                     from people.team_member m join people.agent a on a.id = m.agent_id
                     where m.team_id = t.id and a.active), '[]') as members
    from people.team t where ${ids === null ? sql`true` : sql`t.id = any(${[...ids]}::uuid[])`}
    order by t.id limit 1000`.execute(db)
  return rows
}
