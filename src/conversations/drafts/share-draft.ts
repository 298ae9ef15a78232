import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from '../lock-row.ts'

/** Whoever may read the conversation sees this advisor's reply while it is written, until it is sent or shared no more. */
export const shareDraft = (ctx: Context, id: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', id)
    const { rows } = await sql<{ fresh: boolean }>`
      with mine as (select shared_at from conversations.draft
        where conversation_id = ${id} and agent_id = ${ctx.actor.id} and kind = 'reply' for update)
      update conversations.draft d set shared_at = coalesce(d.shared_at, ${tx.clock.now()}) from mine
      where d.conversation_id = ${id} and d.agent_id = ${ctx.actor.id} and d.kind = 'reply'
      returning mine.shared_at is null as fresh`.execute(tx)
    const [mine] = rows
    if (mine === undefined) throw new Problem('unprocessable', 'There is nothing to share yet. Write something first.')
    return mine.fresh ? tellDraft(tx, ctx, id) : row
  })

export const shareNoMore = (ctx: Context, id: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', id)
    const { rows } = await sql`
      update conversations.draft set shared_at = null
      where conversation_id = ${id} and agent_id = ${ctx.actor.id} and kind = 'reply' and shared_at is not null
      returning 1`.execute(tx)
    return rows.length === 0 ? row : tellDraft(tx, ctx, id)
  })

/** It reads differently for colleagues now; remembered, so that they are not told with each word. */
export async function tellDraft(tx: Tx, ctx: Context, id: ConversationId): Promise<Row> {
  const row = await lockRow(tx, ctx.actor, 'conversation.read', id)
  await sql`update conversations.draft set told_at = ${tx.clock.now()}
    where conversation_id = ${id} and agent_id = ${ctx.actor.id} and kind = 'reply'`.execute(tx)
  return changeRow(tx, { row, set: sql`last_seq = last_seq`, name: 'draft.shared', data: {} })
}
