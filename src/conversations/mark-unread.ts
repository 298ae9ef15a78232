import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { announce, lockRow } from './lock-row.ts'

/**
 * Unread again from message `seq` on, for this reader alone and on every screen of theirs.
 * The customer, and colleagues, are told nothing: `furthest` stays.
 */
export async function markUnread(ctx: Context, id: ConversationId, seq: number): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'agent') throw new Problem('not_allowed', 'Only a person has read and unread conversations.')
  await ctx.transaction(async (tx) => {
    const row = await lockRow(tx, actor, 'conversation.read', id)
    const upTo = Math.min(seq, row.last_seq) - 1
    const moved = await sql`
      update conversations.read_position set seq = ${upTo}, at = ${ctx.clock.now()}, rev = rev + 1
      where conversation_id = ${id} and reader_id = ${actor.id} and seq > ${upTo} returning seq`.execute(tx)
    if (moved.rows.length > 0) await announce(tx, row, 'conversation.unread', { seq: upTo, agentId: actor.id })
  })
}
