import { authorOf, system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { attach } from '../attach.ts'
import { lockRow, type Row } from '../lock-row.ts'
import { findMessage, type NewMessage } from '../message.ts'
import { placeMessage } from '../place-message.ts'
import { splitFrom } from '../split/splitting.ts'
import { mergedInto } from './merging.ts'

/** The merged conversation, or the one it was split from, by which a reply goes to the customer, locked before the one it is written in. Null: by its own. */
export async function lockWay(
  tx: Tx,
  { conversationId, way: given }: { conversationId: ConversationId; way?: ConversationId },
): Promise<Row | null> {
  // What was split off has no way of its own.
  const origin = await splitFrom(tx, conversationId)
  const way = given ?? origin ?? undefined
  if (way === undefined || way === conversationId) return null
  const home = await lockRow(tx, system, 'conversation.reply', way).catch(() => null)
  if (home !== null && (way === origin || (await mergedInto(tx, way)) === conversationId)) return home
  throw new Problem(
    'invalid_input',
    'This way is no longer a part of the conversation. Choose another one; your text was not sent.',
    { faults: [{ pointer: '/way', detail: 'not merged here' }] },
  )
}

/** Puts the reply where the customer reads it, and from where it leaves. Answers where that is, for its copy. */
export async function placeByWay(
  tx: Tx,
  ctx: Context,
  home: Row,
  message: NewMessage,
  files: readonly string[],
): Promise<NonNullable<NewMessage['home']>> {
  if ((await findMessage(tx, home, message.id)) !== undefined)
    throw new Problem('id_reused', 'This id already belongs to another message. Nothing was sent.')
  const said = await placeMessage(tx, {
    row: home,
    set: sql`last_seq = last_seq + 1, last_text = ${message.baked.preview}, last_by = 'agent', last_at = ${tx.clock.now()}`,
    name: 'message.carried',
    data: { messageId: message.id },
    message,
  })
  await attach(tx, home.conversation_id, message.id, files, authorOf(ctx.actor))
  return { id: home.conversation_id, seq: said.last_seq }
}

/** Which conversation a message stands in for the customer; null when that is this one. */
export async function homeOf(tx: Tx, conversation: ConversationId, message: string): Promise<ConversationId | null> {
  const found = await tx
    .selectFrom('conversations.message')
    .select('home_id')
    .where('conversation_id', '=', conversation)
    .where('id', '=', message)
    .executeTakeFirst()
  return found?.home_id ?? null
}
