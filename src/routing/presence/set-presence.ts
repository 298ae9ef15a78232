import { authorOf, holds, rolesOf } from '#kernel/access'
import type { Db } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentByLogin, agentsFor } from '#people'
import type { PresenceKind } from '../tables.ts'
import { changePresence, type Next } from './change-presence.ts'
import type { Choice, Presence } from './contract.ts'
import { presenceOf } from './list-presence.ts'

/** Says whether one takes work oneself. */
export async function setPresence(ctx: Context, choice: Choice): Promise<Presence> {
  const agent = agentOf(ctx)
  const next = await nextOf(ctx, choice)
  await ctx.transaction((tx) => changePresence(tx, agent, next))
  return presenceOf(ctx, agent)
}

/** Says it of somebody else. Unknown, and not theirs to lead, look the same. Available lasts only while their screen is open. */
export async function setPresenceOf(ctx: Context, agent: AgentId, choice: Choice): Promise<Presence> {
  await allowToLead(ctx, agent)
  const next = await nextOf(ctx, choice)
  await ctx.transaction((tx) => changePresence(tx, agent, { ...next, by: authorOf(ctx.actor) }))
  return presenceOf(ctx, agent)
}

export async function setPresenceByLogin(ctx: Context, { login, ...choice }: Choice & { login: string }) {
  const agent = await agentByLogin(ctx.db, login)
  if (agent === null) throw notFound('agent')
  return setPresenceOf(ctx, agent, choice)
}

export function agentOf(ctx: Context): AgentId {
  if (ctx.actor.kind === 'agent') return ctx.actor.id
  throw new Problem('not_allowed', 'Only people have a presence.')
}

/** Whoever may do it for all brands, or for one that this advisor works for. */
async function allowToLead(ctx: Context, agent: AgentId): Promise<void> {
  if (!(await agentsFor(ctx, [agent])).has(agent)) throw notFound('agent')
  const brands = [null, ...(await rolesOf(ctx.db, agent)).map(({ brand }) => brand)]
  const may = brands.some((brand) => holds(ctx.actor, { permission: 'presence.set', brand, scope: '*' }))
  if (!may) throw notFound('agent')
}

async function nextOf({ db, clock }: Context, { state, as, minutes }: Choice): Promise<Next> {
  const own = as === undefined ? undefined : await stateOf(db, as)
  const kind: PresenceKind | undefined = own?.kind ?? state
  if (kind === undefined || (state !== undefined && state !== kind)) throw wrongChoice()
  const lasts = minutes ?? own?.minutes ?? null
  const until = lasts === null || kind === 'available' ? null : new Date(clock.now().getTime() + lasts * 60_000)
  return { state: kind, as: as ?? null, until }
}

async function stateOf(db: Db, id: string) {
  const own = await db
    .selectFrom('routing.presence_state')
    .select(['kind', 'minutes'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (own !== undefined) return own
  const faults = [{ pointer: '/body/as', detail: 'names no state of this operator' }]
  throw new Problem('invalid_input', 'There is no such state any more. Choose another; nothing was changed.', {
    faults,
  })
}

const wrongChoice = (): Problem =>
  new Problem('invalid_input', 'Say one of the four states, or one of the operator’s own. Nothing was changed.', {
    faults: [{ pointer: '/body/state', detail: 'is missing, or not the kind of the state in "as"' }],
  })
