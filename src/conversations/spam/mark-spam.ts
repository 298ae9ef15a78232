import { type Actor, authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { beforeOf } from '../as-before.ts'
import { changeRow, lockRow, type Row } from '../lock-row.ts'

/** `person`: somebody said so; `sender`: nothing else was ever written by this sender. */
export type SpamWhy = 'person' | 'sender'

/** Sets the conversation aside: in no queue, on no clock, in no figure. A second time changes nothing. */
export const markSpam = (ctx: Context, id: ConversationId): Promise<Row> =>
  ctx.transaction((tx) => markIn(tx, ctx.actor, id, 'person'))

/**
 * The same within a transaction. Throws `too_late` when it is closed, `conflict` when others were merged into it:
 * they are not spam because this one is.
 */
export async function markIn(tx: Tx, actor: Actor, id: ConversationId, why: SpamWhy): Promise<Row> {
  const row = await lockRow(tx, actor, 'conversation.work', id)
  if (row.status === 'spam') return row
  if (row.status === 'closed') throw new Problem('too_late', 'This conversation is closed already.')
  await refuseMerged(tx, id)
  await sql`
    insert into conversations.spamming (conversation_id, by, why, at, was)
    values (${id}, ${authorOf(actor)}, ${why}, ${tx.clock.now()}, ${JSON.stringify(beforeOf(row))}::jsonb)`.execute(tx)
  await sql`delete from conversations.snooze where conversation_id = ${id}`.execute(tx)
  return changeRow(tx, {
    row,
    set: sql`was_status = status, status = 'spam', waiting_since = null, snoozed_until = null`,
    name: 'conversation.spammed',
    data: { why },
  })
}

async function refuseMerged(tx: Tx, id: ConversationId): Promise<void> {
  const { rows } = await sql`
    select from conversations.merging where into_id = ${id} and undone_at is null limit 1`.execute(tx)
  if (rows.length > 0)
    throw new Problem('conflict', 'Other conversations are worked on here. Take them apart first; nothing was changed.')
}
