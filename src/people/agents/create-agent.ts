import { audit, makeOneTimeToken, rolesOf } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Agent, AgentInput } from '../contract.ts'
import { sameOrRefused } from '../id-reused.ts'
import { checkReferences, checkRights, columnsOf } from './check-agent.ts'
import { loadAgents } from './load-agents.ts'
import { saveAccess } from './save-access.ts'

/** Creates an agent who may come in by the invitation: a token for its link, '' when the agent is not active. */
export async function createAgent(ctx: Context, input: AgentInput): Promise<{ agent: Agent; token: string }> {
  return ctx.transaction(async (tx) => {
    await checkReferences(tx, input)
    await checkRights(tx, ctx, input.roles)
    if (await added(tx, ctx, input)) {
      await saveAccess(tx, input.id, input)
      await publish(tx, 'agent.created', { brand: null, subject: input.id, data: { agentId: input.id } })
      await audit(tx, { deed: 'agent.create', subject: input.id })
    }
    const [agent] = await loadAgents(tx, { ids: [input.id], withAccess: true })
    if (!agent) throw new Error('An agent was lost while it was made.')
    const token = input.active ? await makeOneTimeToken(tx, 'invite', input.id) : ''
    return { agent, token }
  })
}

/** False when the same agent was created before under this id. */
async function added(tx: Tx, ctx: Context, { id, ...values }: AgentInput & { id: AgentId }): Promise<boolean> {
  const { numInsertedOrUpdatedRows: count = 0n } = await tx
    .insertInto('people.agent')
    .values({ id, ...columnsOf(values), created_at: tx.clock.now() })
    .onConflict((on) => on.column('id').doNothing())
    .executeTakeFirst()
  if (count > 0n) return true
  // Who repeats a creation gets a new invitation, so they must hold what the agent may by now.
  await checkRights(tx, ctx, await rolesOf(tx, id))
  const [before] = await loadAgents(tx, { ids: [id], withAccess: true })
  const { name, publicName, login } = values
  sameOrRefused(before, { name, publicName, login }, 'advisor')
  return false
}
