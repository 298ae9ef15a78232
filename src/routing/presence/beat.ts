import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { changePresence } from './change-presence.ts'
import type { Presence } from './contract.ts'
import { presenceOf } from './list-presence.ts'
import { agentOf } from './set-presence.ts'

/** A screen beats every 20 s; without a beat for so long one counts as away. */
export const SILENT_SECONDS = 60

/** Still here. Who never said anything is away; who said they are offline stays so, whatever screen of theirs is open. */
export async function beat(ctx: Context): Promise<Presence> {
  const agent = agentOf(ctx)
  const { numAffectedRows } = await sql`
    update routing.presence set beat_at = ${ctx.clock.now()} where agent_id = ${agent}`.execute(ctx.db)
  if ((numAffectedRows ?? 0n) === 0n) await ctx.transaction((tx) => changePresence(tx, agent, { state: 'away' }))
  return presenceOf(ctx, agent)
}

/** Screens that stopped beating: their people count as away, and whoever waits for an answer goes back to the queue. */
export async function markSilentAway(ctx: Context): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - SILENT_SECONDS * 1000)
  const silent = await ctx.db
    .selectFrom('routing.presence')
    .select('agent_id as agent')
    .where('state', 'in', ['available', 'busy'])
    .where('beat_at', '<', since)
    .execute()
  for (const { agent } of silent)
    await ctx.transaction((tx) => changePresence(tx, agent, { state: 'away', reason: 'silent' }))
}
