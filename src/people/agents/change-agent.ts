import { audit, rolesOf } from '#kernel/access'
import type { Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Agent } from '../contract.ts'
import { agentsVisibleTo } from '../policy.ts'
import { type AgentValues, checkReferences, checkRights, columnsOf } from './check-agent.ts'
import { loadAgents } from './load-agents.ts'
import { saveAccess } from './save-access.ts'

/** Changes an agent. Roles and activity take effect at once: ended access ends sessions and streams. */
export async function changeAgent(ctx: Context, id: AgentId, input: AgentValues): Promise<Agent> {
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx, ctx, id)
    const had = await rolesOf(tx, id)
    await checkReferences(tx, input)
    await checkRights(tx, ctx, [...had, ...input.roles])
    if (ctx.actor.id === id && (!input.active || !sameRoles(had, input.roles))) {
      throw new Problem('conflict', 'Somebody else must change your own roles or access. Nothing was changed.')
    }
    await tx
      .updateTable('people.agent')
      .set((eb) => ({ ...columnsOf(input), rev: eb('rev', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await saveAccess(tx, id, input)
    await publish(tx, 'agent.changed', { brand: null, subject: id, data: { agentId: id } })
    if (before.active && !input.active) {
      await publish(tx, 'agent.deactivated', { brand: null, subject: id, data: { agentId: id } })
    }
    await audit(tx, { deed: 'agent.change', subject: id, data: { active: input.active, roles: input.roles } })
    const [agent] = await loadAgents(tx, { ids: [id], withAccess: true })
    if (!agent) throw notFound('advisor')
    return agent
  })
}

async function lockAgent(tx: Tx, { actor }: Context, id: AgentId): Promise<{ active: boolean }> {
  const agent = await tx
    .selectFrom('people.agent as a')
    .select('a.active')
    .where('a.id', '=', id)
    .where(agentsVisibleTo(actor))
    .forUpdate()
    .executeTakeFirst()
  if (!agent) throw notFound('advisor')
  return agent
}

interface Role {
  role: string
  brand: string | null
  scope: string
}
const sameRoles = (some: readonly Role[], others: readonly Role[]) =>
  JSON.stringify(some.map(textOf).sort()) === JSON.stringify(others.map(textOf).sort())
const textOf = ({ role, brand, scope }: Role) => `${role} ${brand} ${scope}`
