import { type RawBuilder, sql, type Tx } from '#kernel/db'
import type { AccountId, AgentId, ConversationId, MessageId } from '#kernel/ids'
import type { Delivery, MailHead } from './contract.ts'
import type { Row } from './lock-row.ts'
import type { BeforeReply, MessageTable } from './tables.ts'
import type { BakedText } from './text.ts'

export interface NewMessage {
  id: MessageId
  by: { kind: 'agent' | 'bot' | 'system' | 'contact'; id: string | null; name: string | null }
  baked: BakedText
  visibility: MessageTable['visibility']
  delivery: Delivery | null
  before?: BeforeReply
  attachments?: number
  mentions?: readonly AgentId[]
  quickReplies?: readonly { id: string; label: string }[]
  cards?: readonly { title: string; text: string; href: string }[]
  lang?: string | null
  mail?: MailHead | null
  /** The exchange with an outsider it belongs to, and the mailbox that goes by. */
  side?: { id: string; account: AccountId }
  /** Of messages that came from outside. */
  external?: { ref: string | null; at: Date }
  /** The way it takes, when that is not the conversation's own, and the account it goes by. */
  channel?: string | null
  account?: AccountId
  /** Of a copy: the conversation its message stands in for the customer, and its place there. */
  home?: { id: ConversationId; seq: number }
}

export const findMessage = (tx: Tx, row: Row, id: MessageId) =>
  tx
    .selectFrom('conversations.message')
    .selectAll()
    .where('conversation_id', '=', row.conversation_id)
    .where('id', '=', id)
    .executeTakeFirst()

/** Inserts a message of ours at the place the row has just given it (`last_seq`). */
export async function insertMessage(tx: Tx, row: Row, message: NewMessage): Promise<void> {
  await insertionOf(tx, row, message).execute(tx)
}

/** The same as a part of a statement. */
export function insertionOf(
  tx: Tx,
  row: Pick<Row, 'conversation_id' | 'last_seq'>,
  message: NewMessage,
): RawBuilder<unknown> {
  const now = tx.clock.now()
  return sql`
    insert into conversations.message (conversation_id, id, seq, account_id, by_kind, by_id, by_name, visibility, text, html, baked_by,
      lang, at, received_at, quick_replies, cards, attachments, mentions, delivery, before, mail, side_id, external_id, channel, home_id, home_seq)
    select ${row.conversation_id}, ${message.id}, ${row.last_seq}, coalesce(${message.side?.account ?? message.account ?? null}::uuid, c.account_id), ${message.by.kind}, ${message.by.id}::uuid, ${message.by.name},
      ${message.visibility}, ${message.baked.text}, ${message.baked.html}, ${message.baked.bakedBy}, ${message.lang ?? null}, ${message.external?.at ?? now}, ${now},
      ${JSON.stringify(message.quickReplies ?? [])}::jsonb, ${JSON.stringify(message.cards ?? [])}::jsonb, ${message.attachments ?? 0},
      ${message.mentions ?? []}::uuid[], ${message.delivery}, ${message.before === undefined ? null : JSON.stringify(message.before)}::jsonb,
      ${message.mail == null ? null : JSON.stringify(message.mail)}::jsonb, ${message.side?.id ?? null}::uuid, ${message.external?.ref ?? null},
      ${message.channel ?? null}, ${message.home?.id ?? null}::uuid, ${message.home?.seq ?? null}::int
    from conversations.conversation c where c.id = ${row.conversation_id}`
}
