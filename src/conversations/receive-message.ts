import type { By } from '#kernel/access'
import { columnsOf, hot, together } from '#kernel/db'
import type { AccountId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { attach } from './attach.ts'
import type { VisitorMessage } from './contract.ts'
import { receiveMerged } from './merge/receive-merged.ts'
import { type Numbered, type Receiving, received, receivedShown } from './receive-statement.ts'
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
  /** Who uploaded them, when that was not the contact: whoever scanned a letter. */
  filesBy?: By
  /** The way it came, when that is not the conversation's own. */
  channel?: string
  /** Its author's window shows it at once: answer it as they see it. */
  shown?: boolean
}

export interface Reception {
  seq: number
  /** It was there already. */
  repeat: boolean
  /** As its author sees it, when that was asked for; null for a repeat and for a message with files: ask for it. */
  message: VisitorMessage | null
}

/** What was said under this id, or this id of the provider. */
const known = hot<{ seq: number }>(
  'conversations.received-before',
  `select seq from conversations.message where conversation_id = $1 and id = $2
   union all select seq from conversations.message where account_id = $3 and external_id = $4 limit 1`,
)

/**
 * The customer wrote: the only way a message from outside enters a conversation that exists.
 * Errors: `too_late` when it is closed (start a new one), `not_found`.
 */
export async function receiveMessage(ctx: Context, input: Received): Promise<Reception> {
  const baked = await bakeText(input.text)
  const row = rowOf(ctx, input, baked)
  const receive = input.shown === true ? receiveShown : receiveUnseen
  const said = hasFiles(input) ? await withFiles(ctx, input, row) : await receive(ctx.database, row)
  if (said === null) return notTaken(ctx, input, baked)
  // What follows from it is enqueued by those who follow the log.
  ctx.database.ring('log')
  return { seq: said.seq, repeat: false, message: said.message }
}

const hasFiles = (input: Received): boolean => (input.attachments ?? []).length > 0

/** In the order of the statement's arrays. */
const rowOf = (ctx: Context, input: Received, baked: BakedText): Row => [
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
  input.attachments?.length ?? 0,
  input.channel ?? null,
]

type Row = readonly [ConversationId, MessageId, ...unknown[]]

/** Null when it was said before, or when the conversation takes no more. */
const receiver = (by: Receiving) =>
  together<Row, Numbered | null>({
    keyOf: ([conversation]) => conversation,
    run: async (database, rows) => {
      const numbered = await by.free.run(database.express, columnsOf(rows))
      const byConversation = new Map(numbered.map((said) => [said.conversation_id, said]))
      return rows.map(([conversation]) => byConversation.get(conversation))
    },
    alone: (database, row) => receiveAlone(database.pool, row, by),
  })
const receiveUnseen = receiver(received)
const receiveShown = receiver(receivedShown)

async function receiveAlone(
  on: Parameters<Receiving['open']['run']>[0],
  row: Row,
  by: Receiving,
): Promise<Numbered | null> {
  const values = columnsOf([row])
  try {
    const [said] = await by.open.run(on, values)
    return said ?? (await by.reopening.run(on, values))[0] ?? (await by.aside.run(on, values))[0] ?? null
  } catch (error) {
    // Two repeats at the same moment: the slower one meets the unique index.
    if (error instanceof Error && 'code' in error && error.code === '23505') return null
    throw error
  }
}

/** With files it takes a transaction: a message never shows without them. */
const withFiles = (ctx: Context, input: Received, row: Row): Promise<Numbered | null> =>
  ctx.transaction(async (tx) => {
    const said = await receiveAlone(tx, row, received)
    if (said !== null) {
      await attach(
        tx,
        input.conversationId,
        input.messageId,
        input.attachments ?? [],
        input.filesBy ?? `visitor:${input.contactId}`,
      )
    }
    return said
  })

/** It was there before, or the conversation is closed: then it may be worked on in another, where it is received. */
async function notTaken(ctx: Context, input: Received, baked: BakedText): Promise<Reception> {
  const known = await before(ctx, input)
  if (known !== null) return { seq: known, repeat: true, message: null }
  const seq = await receiveMerged(ctx, input, baked)
  // It was taken apart between the two looks: it takes messages by itself again.
  return seq === null ? receiveMessage(ctx, input) : { seq, repeat: false, message: null }
}

/** The place it has from before. */
async function before(ctx: Context, input: Received): Promise<number | null> {
  const [found] = await known.run(ctx.database.pool, [
    input.conversationId,
    input.messageId,
    input.account,
    input.externalId,
  ])
  return found?.seq ?? null
}
