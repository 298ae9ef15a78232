import { bot } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import { withdrawnBy } from '#people'
import { lockRow, type Row } from './lock-row.ts'
import { findMessage } from './message.ts'
import { placeMessage } from './place-message.ts'
import { isOurWindow } from './send-reply.ts'
import type { BakedText } from './text.ts'

export interface BotReply {
  conversationId: ConversationId
  id: MessageId
  baked: BakedText
  lang: string
  /** The bot's name in the customer's language: it always says what it is. */
  name: string
  /** seq of the customer's message this answers: when they have written since, nothing is sent and the next turn answers. */
  seenSeq: number
  /** A courtesy ("one moment"): it answers nothing, so the customer goes on waiting and no clock stops. */
  acknowledgement?: boolean
  quickReplies?: readonly { id: string; label: string }[]
  cards?: readonly { title: string; text: string; href: string }[]
}

/** The bot speaks, only while it holds the conversation. Answers null when it must stay silent: not its turn any more, or said already. */
export async function sendAsBot(tx: Tx, reply: BotReply): Promise<Row | null> {
  const row = await lockRow(tx, bot, 'conversation.reply', reply.conversationId)
  if (row.holder !== 'bot' || row.status === 'closed' || row.status === 'spam' || row.last_contact_seq > reply.seenSeq)
    return null
  if ((await findMessage(tx, row, reply.id)) !== undefined) return null
  return place(tx, row, reply)
}

/** A word to who waits for a person: it answers nothing, so no clock stops and nobody's place changes. */
export type Courtesy = Pick<BotReply, 'conversationId' | 'id' | 'baked' | 'lang' | 'name'> & {
  /** Advertises: it is not for who took back their consent to that. */
  isOffer?: boolean
}

/** Said only while it waits in a queue, never in public, and no offer to who wants none. Answers null when it must not be said, or was already. */
export async function sendCourtesy(tx: Tx, courtesy: Courtesy): Promise<Row | null> {
  const row = await lockRow(tx, bot, 'conversation.reply', courtesy.conversationId)
  if (row.holder !== 'queue' || row.status !== 'open' || row.visibility === 'public') return null
  if ((await findMessage(tx, row, courtesy.id)) !== undefined) return null
  const { contact_id: contact, channel } = row
  if (courtesy.isOffer === true && (await withdrawnBy(tx, { contact, purpose: 'offers', channel }))) return null
  return place(tx, row, { ...courtesy, acknowledgement: true })
}

const place = (tx: Tx, row: Row, reply: Omit<BotReply, 'seenSeq'>): Promise<Row> => {
  const waiting = reply.acknowledgement === true ? sql`waiting_since` : sql`null`
  return placeMessage(tx, {
    row,
    set: sql`last_seq = last_seq + 1, last_text = ${reply.baked.preview}, last_by = 'bot', last_at = ${tx.clock.now()}, waiting_since = ${waiting}`,
    name: 'reply.sent',
    data: {
      messageId: reply.id,
      seq: row.last_seq + 1,
      author: 'bot',
      next: 'stay',
      ...(reply.acknowledgement === true ? { acknowledgement: true } : {}),
    },
    message: {
      id: reply.id,
      by: { kind: 'bot', id: null, name: reply.name },
      baked: reply.baked,
      visibility: row.visibility,
      delivery: isOurWindow(row.channel) ? 'sent' : 'queued',
      lang: reply.lang,
      quickReplies: reply.quickReplies ?? [],
      cards: reply.cards ?? [],
    },
  })
}
