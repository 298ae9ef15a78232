import { hot } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AccountId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { attach } from './attach.ts'
import { type BakedText, bakeText } from './text.ts'

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

interface Numbered {
  seq: number
}

const columns = `conversation_id, id, seq, account_id, external_id, by_kind, visibility, text, html, baked_by, lang, at, received_at, attachments`

/**
 * One statement, one round trip: lock the row, number the message, write the event. A repeat changes nothing and answers no row.
 * Statuses that end with the customer's word are set by the second form only: naming no such column keeps the row's triggers and
 * all of its indexes out of the first, which is nearly every message.
 */
const statement = (status: string, set: string, was: string) => `
  with row as (
    update conversations.inbox_row set ${set}
      last_seq = last_seq + 1, last_contact_seq = last_seq + 1, last_text = $7, last_by = 'contact', last_at = $10,
      waiting_since = coalesce(waiting_since, $10), rev = rev + 1
    where conversation_id = $1 and status ${status}
      and not exists (select from conversations.message where conversation_id = $1 and id = $2)
      and ($4::text is null or not exists (select from conversations.message where account_id = $3 and external_id = $4))
    returning last_seq, brand_id, holder, scopes, visibility, ${was} as was_status
  ), event as (
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
    select $10, 'message.received', row.brand_id, $1, $14::jsonb, $5,
      ($15 || ',"seq":' || row.last_seq || ',"holder":"' || row.holder || '","wasStatus":"' || row.was_status || '"}')::jsonb, row.scopes
    from row
  )
  insert into conversations.message (${columns})
  select $1, $2, row.last_seq, $3, $4, 'contact', row.visibility, $6, $8, $9, $11, $12, $10, $13 from row
  returning seq`

const receiveOpen = hot<Numbered>('conversations.receive-message', statement(`= 'open'`, '', `'open'`))
const receiveReopening = hot<Numbered>(
  'conversations.receive-message-reopening',
  statement(
    `in ('pending', 'snoozed', 'solved')`,
    `was_status = status, status = 'open', snoozed_until = null, solved_at = null,`,
    'was_status',
  ),
)

/** What was said under this id, or this id of the provider. */
const known = hot<Numbered>(
  'conversations.received-before',
  `select seq from conversations.message where conversation_id = $1 and id = $2
   union all select seq from conversations.message where account_id = $3 and external_id = $4 limit 1`,
)

/**
 * The customer wrote: the only way a message from outside enters a conversation that exists.
 * Errors: `too_late` when it is closed (start a new one), `not_found`.
 */
export async function receiveMessage(ctx: Context, input: Received): Promise<{ seq: number; repeat: boolean }> {
  const values = valuesOf(ctx, input, await bakeText(input.text))
  const seq = hasFiles(input) ? await withFiles(ctx, input, values) : await receive(ctx.database.pool, values)
  if (seq === undefined) return { seq: await before(ctx, input), repeat: true }
  ctx.database.ring()
  return { seq, repeat: false }
}

const hasFiles = (input: Received): boolean => (input.attachments ?? []).length > 0

const valuesOf = (ctx: Context, input: Received, baked: BakedText): unknown[] => [
  input.conversationId,
  input.messageId,
  input.account,
  input.externalId,
  `visitor:${input.contactId}`,
  baked.text,
  baked.preview,
  baked.html,
  baked.bakedBy,
  ctx.clock.now(),
  input.lang,
  input.at,
  input.attachments?.length ?? 0,
  `{"contact":"${input.contactId}"}`,
  `{"messageId":"${input.messageId}","accountId":"${input.account}"`,
]

/** Undefined when it was said before, or when the conversation takes no more. */
async function receive(
  on: Parameters<typeof receiveOpen.run>[0],
  values: readonly unknown[],
): Promise<number | undefined> {
  try {
    const [row] = await receiveOpen.run(on, values)
    if (row !== undefined) return row.seq
    return (await receiveReopening.run(on, values))[0]?.seq
  } catch (error) {
    // Two repeats at the same moment: the slower one meets the unique index.
    if (error instanceof Error && 'code' in error && error.code === '23505') return undefined
    throw error
  }
}

/** With files it takes a transaction: a message never shows without them. */
const withFiles = (ctx: Context, input: Received, values: readonly unknown[]): Promise<number | undefined> =>
  ctx.transaction(async (tx) => {
    const seq = await receive(tx, values)
    if (seq !== undefined) {
      await attach(tx, input.conversationId, input.messageId, input.attachments ?? [], `visitor:${input.contactId}`)
    }
    return seq
  })

/** The place it has from before; else says why it was not taken. */
async function before(ctx: Context, input: Received): Promise<number> {
  const [found] = await known.run(ctx.database.pool, [
    input.conversationId,
    input.messageId,
    input.account,
    input.externalId,
  ])
  if (found !== undefined) return found.seq
  const row = await ctx.db
    .selectFrom('conversations.inbox_row')
    .select('status')
    .where('conversation_id', '=', input.conversationId)
    .executeTakeFirst()
  if (row === undefined) throw notFound('conversation')
  throw new Problem('too_late', 'This conversation is closed. Start a new one; nothing was stored.')
}
