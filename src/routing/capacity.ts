import { holds } from '#kernel/access'
import { sql } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { offerAll, tellPresence } from './presence/change-presence.ts'

/** Slots of somebody who was never here. */
const USUAL = 10

export async function capacityOf(ctx: Context, agent: AgentId): Promise<{ slots: number }> {
  allowEverywhere(ctx)
  await known(ctx, agent)
  const row = await ctx.db
    .selectFrom('routing.presence')
    .select('capacity')
    .where('agent_id', '=', agent)
    .executeTakeFirst()
  return { slots: row?.capacity ?? USUAL }
}

/** With more room they are offered more at once; with less they keep what they have and get nothing new. */
export async function setCapacity(ctx: Context, agent: AgentId, slots: number): Promise<{ slots: number }> {
  allowEverywhere(ctx)
  await known(ctx, agent)
  await ctx.transaction(async (tx) => {
    const now = tx.clock.now()
    const { rows } = await sql<{ state: 'available' | 'busy' | 'away' | 'offline' }>`
      insert into routing.presence as p (agent_id, state, capacity, since, beat_at) values (${agent}, 'offline', ${slots}, ${now}, ${now})
      on conflict (agent_id) do update set capacity = excluded.capacity, rev = p.rev + 1
      where p.capacity <> excluded.capacity returning state`.execute(tx)
    const state = rows[0]?.state
    if (state === undefined) return
    await tellPresence(tx, agent, { agentId: agent, from: state, to: state })
    if (state === 'available') await offerAll(tx)
  })
  return { slots }
}

/** Somebody's time is shared by all brands: so is the right to divide it. */
export function allowEverywhere(ctx: Context): void {
  if (!holds(ctx.actor, { permission: 'queue.manage', brand: null, scope: '*' }))
    throw new Problem('not_allowed', 'This counts for every brand: it needs queue.manage for all of them.')
}

async function known({ db }: Context, agent: AgentId): Promise<void> {
  if (!(await agentsByIds(db, [agent])).has(agent)) throw notFound('agent')
}
