import type { Db } from '#kernel/db'
import type { AgentId } from '#kernel/ids'

export async function teamMembers(db: Db, team: string): Promise<AgentId[]> {
  const rows = await db
    .selectFrom('people.team_member')
    .select('agent_id')
    .where('team_id', '=', team)
    .orderBy('agent_id')
    .execute()
  return rows.map((row) => row.agent_id)
}
