import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { homeOf } from './merge/reply-by.ts'
import { findMessage } from './message.ts'
import type { BeforeReply } from './tables.ts'

/** How long an advisor may take a reply back. */
export const UNDO_MS = 5_000
// The answer and the click travel too: what the screen offered is honoured.
const GRACE_MS = 1_500

/** Undo: the reply disappears and the conversation is as it was before, unless the customer has written since. */
export const withdrawReply = (ctx: Context, id: ConversationId, messageId: MessageId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const way = await homeOf(tx, id, messageId)
    const home = way === null ? null : await lockRow(tx, system, 'conversation.reply', way)
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', id)
    const message = await findMessage(tx, row, messageId)
    if (message === undefined || message.by_id !== ctx.actor.id) throw notFound('message')
    if (message.delivery === 'withdrawn') return row
    refuseLate(ctx, message.received_at)
    await withdraw(tx, id, messageId)
    if (home !== null) {
      await withdraw(tx, home.conversation_id, messageId)
      await changeRow(tx, { row: home, set: sql`last_seq = last_seq`, name: 'message.carried', data: { messageId } })
    }
    if (message.side_id !== null)
      return changeRow(tx, {
        row,
        set: sql`last_seq = last_seq`,
        name: 'side.changed',
        data: { messageId, state: 'withdrawn' },
      })
    return changeRow(tx, {
      row,
      set: sql`${await lastWords(tx, id)} ${putBack(row, message.before)}`,
      name: 'reply.withdrawn',
      data: { messageId },
    })
  })

const withdraw = (tx: Tx, id: ConversationId, message: MessageId) =>
  sql`update conversations.message set delivery = 'withdrawn', rev = rev + 1
      where conversation_id = ${id} and id = ${message}`.execute(tx)

function refuseLate(ctx: Context, sentAt: Date): void {
  if (ctx.clock.now().getTime() - sentAt.getTime() <= UNDO_MS + GRACE_MS) return
  throw new Problem('too_late', 'The reply is with the customer already. Write another one to correct it.')
}

async function lastWords(tx: Tx, id: ConversationId) {
  const previous = await tx
    .selectFrom('conversations.message')
    .select(['text', 'by_kind', 'received_at'])
    .where('conversation_id', '=', id)
    .where('visibility', '<>', 'note')
    .where((eb) => eb.or([eb('delivery', 'is', null), eb('delivery', '<>', 'withdrawn')]))
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (previous === undefined) return sql``
  return sql`last_text = left(${previous.text}, 140), last_by = ${previous.by_kind}, last_at = ${previous.received_at},`
}

/** A customer who wrote in between has opened it already: then only the waiting is theirs. */
function putBack(row: Row, before: BeforeReply | null) {
  if (before === null || row.waiting_since !== null)
    return sql`waiting_since = coalesce(waiting_since, ${row.waiting_since})`
  const solved = before.status === 'solved' ? sql`` : sql`, solved_at = null, disposition_id = null`
  return sql`waiting_since = ${before.waitingSince}, was_status = status, status = ${before.status}, holder = ${before.holder},
    queue_id = ${before.queueId}, assignee_id = ${before.assigneeId}, assignee_name = ${before.assigneeName} ${solved}`
}
