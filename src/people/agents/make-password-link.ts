import { audit, makeOneTimeToken, rolesOf } from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsVisibleTo } from '../policy.ts'
import { checkRights } from './check-agent.ts'

/** A token for the link of an advisor who forgot their password, within the half hour. The password they have works until then. */
export async function makePasswordLink(ctx: Context, id: AgentId): Promise<string> {
  return ctx.transaction(async (tx) => {
    const agent = await tx
      .selectFrom('people.agent as a')
      .select('a.active')
      .where('a.id', '=', id)
      .where(agentsVisibleTo(ctx.actor))
      .forUpdate()
      .executeTakeFirst()
    if (!agent) throw notFound('advisor')
    if (ctx.actor.id === id)
      throw new Problem('conflict', 'Change your own password under “My screen and keys”. Nothing was changed.')
    if (!agent.active) throw new Problem('conflict', 'This advisor may not sign in. Nothing was changed.')
    // Whoever holds the link can be that person: it is given only by those who may as much.
    await checkRights(tx, ctx, await rolesOf(tx, id))
    await audit(tx, { deed: 'password.link', subject: id })
    return makeOneTimeToken(tx, 'reset', id)
  })
}
