import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changePresence, lockPresence } from './change-presence.ts'

/** A busy time is over: they take work again, unless they said something else since. A screen that is gone shows by its beats. */
export async function endPresence(ctx: Context, { agentId }: { agentId: AgentId }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const now = await lockPresence(tx, agentId)
    if (now?.state !== 'busy' || now.until === null || now.until > tx.clock.now()) return
    await changePresence(tx, agentId, { state: 'available' })
  })
}
