import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { announce, lockRow } from './lock-row.ts'

/** Read positions only move forward. The other side learns of it: advisors see "read", customers see that somebody looked. */
export async function markRead(ctx: Context, id: ConversationId, seq: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.read', id)
    const upTo = Math.min(seq, row.last_seq)
    const moved = await sql`
      insert into conversations.read_position (conversation_id, reader_id, seq, at) values (${id}, ${ctx.actor.id}, ${upTo}, ${ctx.clock.now()})
      on conflict (conversation_id, reader_id) do update set seq = excluded.seq, at = excluded.at
      where conversations.read_position.seq < excluded.seq returning seq`.execute(tx)
    if (moved.rows.length === 0) return
    await announce(tx, row, 'conversation.seen', {
      seq: upTo,
      side: ctx.actor.kind === 'visitor' ? 'contact' : 'agent',
    })
    if (ctx.actor.kind === 'visitor') await receiptsUpTo(tx, id, upTo)
  })
}

/** The customer has read: every reply up to there counts as read. */
const receiptsUpTo = (tx: Tx, id: ConversationId, seq: number) =>
  sql`update conversations.message set delivery = 'read', rev = rev + 1
      where conversation_id = ${id} and seq <= ${seq} and delivery in ('sent', 'delivered')`.execute(tx)
