import { hot } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AccountId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { attach } from './attach.ts'
import { bakeText } from './text.ts'

export interface Received {
  conversationId: ConversationId
  /** Ours or the client's; unique within the conversation. */
  messageId: MessageId
  account: AccountId
  /** The provider's id; null where we are the provider. */
  externalId: string | null
  contactId: ContactId
  text: string
  lang: string | null
  /** The provider's clock. */
  at: Date
  attachments?: readonly string[]
}

interface Row {
  seq: number
  repeat: boolean
}

/**
 * One statement, one round trip: lock the row, number the message, reopen what waited, write the event.
 * A repeat (same id, or same account and external id) changes nothing. `was_status = status` on the left of an
 * assignment reads the old row, so the event can tell what was reopened.
 */
const receive = hot<Row>(
  'conversations.receive-message',
  `with known as (
     select seq from conversations.message where conversation_id = $1 and id = $2
     union all
     select seq from conversations.message where account_id = $3 and external_id = $4
   ), row as (
     update conversations.inbox_row set
       last_seq = last_seq + 1, last_contact_seq = last_seq + 1, last_text = $7, last_by = 'contact', last_at = $10,
       waiting_since = coalesce(waiting_since, $10), was_status = status, status = 'open', snoozed_until = null, rev = rev + 1
     where conversation_id = $1 and status <> 'closed' and not exists (select from known)
     returning last_seq, was_status, brand_id, holder, scopes, visibility
   ), event as (
     insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
     select $10, 'message.received', row.brand_id, $1, jsonb_build_object('contact', $5::uuid), 'visitor:' || $5::uuid,
       jsonb_build_object('messageId', $2::uuid, 'seq', row.last_seq, 'holder', row.holder, 'wasStatus', row.was_status, 'accountId', $3::uuid), row.scopes
     from row
   ), message as (
     insert into conversations.message (conversation_id, id, seq, account_id, external_id, by_kind, visibility,
       text, html, baked_by, lang, at, received_at, attachments)
     select $1, $2, row.last_seq, $3, $4, 'contact', row.visibility, $6, $8, $9, $11, $12, $10, $13 from row
     returning seq
   )
   select seq, false as repeat from message union all select seq, true from known limit 1`,
)

/**
 * The customer wrote: the only way a message from outside enters a conversation that exists.
 * Errors: `too_late` when it is closed (start a new one), `not_found`.
 */
export async function receiveMessage(ctx: Context, input: Received): Promise<{ seq: number; repeat: boolean }> {
  const baked = await bakeText(input.text)
  const attachments = input.attachments ?? []
  const values = [
    input.conversationId,
    input.messageId,
    input.account,
    input.externalId,
    input.contactId,
    baked.text,
    baked.preview,
    baked.html,
    baked.bakedBy,
    ctx.clock.now(),
    input.lang,
    input.at,
    attachments.length,
  ]
  const [row] =
    attachments.length > 0
      ? await withAttachments(ctx, input, values)
      : await onceMore(() => receive.run(ctx.database.pool, values))
  if (row === undefined) throw await whyNot(ctx, input.conversationId)
  ctx.database.ring()
  return row
}

/** Two repeats at the same moment: the slower one meets the unique index, and the second look finds the first one's message. */
async function onceMore(run: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') return run()
    throw error
  }
}

/** With files it takes a transaction: a message never shows without them. */
const withAttachments = (ctx: Context, input: Received, values: readonly unknown[]): Promise<Row[]> =>
  ctx.transaction(async (tx) => {
    const rows = await receive.run(tx, values)
    if (rows[0]?.repeat === false) {
      await attach(tx, input.conversationId, input.messageId, input.attachments ?? [], `visitor:${input.contactId}`)
    }
    return rows
  })

async function whyNot(ctx: Context, id: ConversationId): Promise<Problem> {
  const row = await ctx.db
    .selectFrom('conversations.inbox_row')
    .select('status')
    .where('conversation_id', '=', id)
    .executeTakeFirst()
  return row === undefined
    ? notFound('conversation')
    : new Problem('too_late', 'This conversation is closed. Start a new one; nothing was stored.')
}
