import { saveCredential, setRoles, startSession } from '#kernel/access'
import type { Database } from '#kernel/db'
import { type AgentId, newId } from '#kernel/ids'

export interface Advisor {
  id: AgentId
  /** Of the staff cookie. */
  session: string
}

/** Somebody who may see and do everything, signed in. The product must have been started once: it defines the roles. */
export async function signedIn(database: Database): Promise<Advisor> {
  const id: AgentId = newId()
  const login = `eva-${id}@staff.example`
  return database.transaction('system', async (tx) => {
    await saveCredential(tx, { agentId: id, login, name: 'Eva Person' })
    await setRoles(tx, id, [{ role: 'admin', brand: null }])
    const agent = { id, name: 'Eva Person', public_name: 'Eva', login, languages: ['en'], skills: '[]' }
    await tx
      .insertInto('people.agent')
      .values({ ...agent, created_at: tx.clock.now() })
      .execute()
    return { id, session: (await startSession(tx, id, 'bench')).token }
  })
}
