import { closeAccess, reopenAccess, saveCredential, setRoles } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { AgentValues } from './check-agent.ts'

/** Login, roles, teams and whether the agent may come in at all. Ending it ends sessions and streams. */
export async function saveAccess(tx: Tx, id: AgentId, agent: AgentValues): Promise<void> {
  await saveCredential(tx, { agentId: id, login: agent.login, name: agent.name.trim() })
  await setRoles(tx, id, agent.roles)
  await (agent.active ? reopenAccess(tx, id) : closeAccess(tx, id))
  await tx.deleteFrom('people.team_member').where('agent_id', '=', id).execute()
  const teams = [...new Set(agent.teams)]
  if (teams.length === 0) return
  await tx
    .insertInto('people.team_member')
    .values(teams.map((team) => ({ team_id: team, agent_id: id })))
    .execute()
}
