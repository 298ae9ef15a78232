import { refuseMoreThanHeld } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { type FieldFault, Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import type { AgentInput } from '../contract.ts'

export type AgentValues = Omit<AgentInput, 'id'>
type Roles = AgentValues['roles']

/** Throws when the team, partner or brand of a role does not exist. */
export async function checkReferences(tx: Tx, agent: AgentValues): Promise<void> {
  const faults: FieldFault[] = [
    ...(await missing(tx, 'people.team', agent.teams, '/body/teams')),
    ...(await missing(tx, 'people.partner', agent.partner === null ? [] : [agent.partner], '/body/partner')),
    ...(await missing(
      tx,
      'people.brand',
      agent.roles.flatMap((role) => role.brand ?? []),
      '/body/roles',
    )),
  ]
  if (faults.length > 0)
    throw new Problem('invalid_input', 'Something named here does not exist. Nothing was changed.', { faults })
}

type Referred = 'people.team' | 'people.partner' | 'people.brand'

async function missing(tx: Tx, table: Referred, wanted: readonly string[], pointer: string): Promise<FieldFault[]> {
  if (wanted.length === 0) return []
  const found = await tx.selectFrom(table).select('id').where('id', 'in', wanted).execute()
  const known = new Set<string>(found.map((row) => row.id))
  return wanted.filter((id) => !known.has(id)).map((id) => ({ pointer, detail: `names ${id}, which does not exist` }))
}

/** Throws unless the actor holds every right of these roles: nobody gives, takes or governs more than they have. */
export const checkRights = (tx: Tx, { actor, app }: Context, roles: Roles): Promise<void> =>
  refuseMoreThanHeld(tx, actor, app.registered.permissions, roles)

/** The row's columns for a contract's values. */
export const columnsOf = (agent: AgentValues) => ({
  name: agent.name.trim(),
  public_name: agent.publicName.trim(),
  login: agent.login.trim(),
  languages: agent.languages,
  skills: JSON.stringify(agent.skills),
  partner_id: agent.partner,
  active: agent.active,
})
