import { credentialOf } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import { columnsOf } from './check-agent.ts'

/** Gives somebody who can sign in a profile; the first administrator comes this way. Done twice it is done once. */
export async function keepProfile(tx: Tx, id: AgentId): Promise<void> {
  const credential = await credentialOf(tx, id)
  if (!credential) return
  const { name, login } = credential
  const publicName = name.split(' ')[0] ?? name
  const values = {
    name,
    publicName,
    login,
    languages: [],
    skills: [],
    partner: null,
    teams: [],
    roles: [],
    active: true,
  }
  const { numInsertedOrUpdatedRows: count = 0n } = await tx
    .insertInto('people.agent')
    .values({ id, ...columnsOf(values), created_at: tx.clock.now() })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (count > 0n) await publish(tx, 'agent.created', { brand: null, subject: id, data: { agentId: id } })
}
