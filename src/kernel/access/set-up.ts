import type { Config } from '#kernel/config'
import type { Database } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import { type AgentId, newId } from '#kernel/ids'
import { audit } from './audit.ts'
import { nobodyYet, saveCredential, setPassword } from './credentials.ts'
import { makeOneTimeToken, takeOneTimeToken } from './one-time-tokens.ts'
import { setRoles } from './roles.ts'

/**
 * While nobody can sign in and there is no demo: a link that lets its holder become the first administrator, for the
 * terminal of whoever started us. Null otherwise. Each call ends the link before.
 */
export async function setupLink(
  { database, config }: { database: Database; config: Config },
  url: string,
): Promise<string | null> {
  if (config.demo || !(await nobodyYet(database.db))) return null
  const token = await database.transaction('system', (tx) => makeOneTimeToken(tx, 'set-up', 'operator'))
  // Behind the #, so that no server log and no Referer ever holds it.
  return `${config.publicUrl ?? url}/console/set-up#${token}`
}

export interface FirstAdmin {
  token: string
  login: string
  name: string
  password: string
}

/** Makes the first administrator, once. */
export async function setUp(database: Database, input: FirstAdmin): Promise<AgentId> {
  const agentId: AgentId = newId()
  await database.transaction(`agent:${agentId}`, async (tx) => {
    await takeOneTimeToken(tx, ['set-up'], input.token)
    if (!(await nobodyYet(tx)))
      throw new Problem('gone', 'This link does not work any more. Somebody can sign in already.')
    await saveCredential(tx, { agentId, login: input.login, name: input.name })
    await setPassword(tx, agentId, input.password)
    await setRoles(tx, agentId, [{ role: 'admin', brand: null }])
    await publish(tx, 'access.set-up', { brand: null, subject: agentId, data: { agentId } })
    await audit(tx, { deed: 'set-up', subject: agentId })
  })
  return agentId
}
