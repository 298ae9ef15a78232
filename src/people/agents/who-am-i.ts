import { Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandsOf } from '../brands/list-brands.ts'
import type { Agent, Me } from '../contract.ts'
import { keepProfile } from './keep-profile.ts'
import { loadAgents } from './load-agents.ts'

/** Who is signed in, what they may do, and the brands they work for. */
export async function whoAmI(ctx: Context): Promise<Me> {
  const { actor, config } = ctx
  if (actor.kind !== 'agent')
    throw new Problem('not_allowed', 'This is for people who are signed in; a key has no profile.')
  return {
    agent: await profileOf(ctx, actor.id),
    permissions: permissionsOf(ctx),
    brands: await brandsOf(ctx),
    demo: config.demo,
  }
}

async function profileOf(ctx: Context, id: AgentId): Promise<Agent> {
  const which = { ids: [id], withAccess: true }
  const [agent] = await loadAgents(ctx.db, which)
  if (agent) return agent
  // The first administrator's session may be quicker than the handler that makes the profile.
  const [made] = await ctx.transaction(async (tx) => {
    await keepProfile(tx, id)
    return loadAgents(tx, which)
  })
  if (made) return made
  throw new Problem('not_found', 'Your profile does not exist any more.')
}

function permissionsOf({ actor, app }: Context): string[] {
  const named = new Set(actor.grants.map((grant) => grant.permission))
  return [...(named.has('*') ? app.registered.permissions.keys() : named)].sort()
}
