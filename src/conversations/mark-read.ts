import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { announce, lockRow, type Row } from './lock-row.ts'
import { carryChanges } from './merge/carry.ts'

/** Reading moves the position forward; only its reader moves it back (`mark-unread.ts`). The other side learns of it: advisors see "read", customers see that somebody looked. */
export async function markRead(ctx: Context, id: ConversationId, seq: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.read', id)
    const upTo = Math.min(seq, row.last_seq)
    const moved = await sql`
      insert into conversations.read_position (conversation_id, reader_id, seq, furthest, at)
      values (${id}, ${ctx.actor.id}, ${upTo}, ${upTo}, ${ctx.clock.now()})
      on conflict (conversation_id, reader_id) do update
      set seq = excluded.seq, furthest = greatest(conversations.read_position.furthest, excluded.seq), at = excluded.at,
        rev = conversations.read_position.rev + 1
      where conversations.read_position.seq < excluded.seq returning seq`.execute(tx)
    if (moved.rows.length === 0) return
    await announce(tx, row, 'conversation.seen', {
      seq: upTo,
      side: ctx.actor.kind === 'visitor' ? 'contact' : 'agent',
      ...(ctx.actor.kind === 'agent' && { agentId: ctx.actor.id }),
    })
    if (ctx.actor.kind === 'visitor') await receiptsUpTo(tx, row, upTo)
  })
}

/** The customer has read: every reply up to there counts as read. */
async function receiptsUpTo(tx: Tx, row: Row, seq: number): Promise<void> {
  const { rows } = await sql<{ id: MessageId }>`
    update conversations.message set delivery = 'read', rev = rev + 1
    where conversation_id = ${row.conversation_id} and home_id is null and seq <= ${seq} and delivery in ('sent', 'delivered', 'failed') returning id`.execute(
    tx,
  )
  for (const { id } of rows) await announce(tx, row, 'delivery.recorded', { messageId: id, state: 'read' })
  await carryChanges(
    tx,
    row,
    rows.map(({ id }) => id),
  )
}
