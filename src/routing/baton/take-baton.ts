import { conversationFor } from '#conversations'
import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentOf } from '../presence/set-presence.ts'
import { lockItem } from '../work-item.ts'

/** Whoever has the conversation says that they have read the note and go on. None open: nothing to do. */
export async function takeBaton(ctx: Context, id: ConversationId): Promise<{ baton: null }> {
  const agent = agentOf(ctx)
  await ctx.transaction(async (tx) => {
    await lockItem(tx, id)
    const row = await conversationFor(ctx.actor, id, tx, 'conversation.work')
    if (row.assignee_id !== agent)
      throw new Problem('conflict', 'Only who has the conversation takes its baton. Take the conversation first.')
    const { rows } = await sql<{ id: string }>`
      update routing.baton set ended_at = ${tx.clock.now()}, how = 'taken', rev = rev + 1
      where conversation_id = ${id} and ended_at is null returning id`.execute(tx)
    for (const { id: batonId } of rows)
      await publish(tx, 'baton.taken', {
        brand: row.brand_id,
        scopes: row.scopes,
        subject: id,
        data: { batonId, agentId: agent },
      })
  })
  return { baton: null }
}
