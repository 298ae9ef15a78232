import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { AccountId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Brand } from '#people/contract'
import type { Holder } from './contract.ts'
import { newReference } from './reference.ts'
import type { BakedText } from './text.ts'

export interface Start {
  id: ConversationId
  brand: Pick<Brand, 'id' | 'slug' | 'firstHolder'>
  account: AccountId
  channel: string
  visibility: 'public' | 'private'
  threadKey: string
  contact: { id: ContactId; name: string }
  subject?: string
  lang: string | null
  page?: string
  /** Overrides the brand's setting, e.g. where the bot may not answer. */
  holder?: Exclude<Holder, 'agent'>
  message: {
    id: MessageId
    externalId: string | null
    baked: BakedText
    at: Date
    attachments: number
  }
}

export interface Started {
  conversationId: ConversationId
  reference: string
  /** False when this thread was there already: then nothing was changed. */
  created: boolean
}

/** Opens a conversation with its first message. The same thread a second time changes nothing. */
export async function startConversation(tx: Tx, start: Start): Promise<Started> {
  const inserted = await insertConversation(tx, start)
  if (inserted === undefined) return existing(tx, start)
  const holder = start.holder ?? start.brand.firstHolder
  await insertRow(tx, start, inserted.reference, holder)
  await insertFirstMessage(tx, start)
  const about = { contact: start.contact.id }
  const common = { brand: start.brand.id, subject: start.id, about, scopes: [] }
  await publish(tx, 'conversation.started', {
    ...common,
    data: { channel: start.channel, accountId: start.account, holder },
  })
  await publish(tx, 'message.received', {
    ...common,
    data: { messageId: start.message.id, seq: 1, holder, wasStatus: 'open', accountId: start.account },
  })
  return { conversationId: start.id, reference: inserted.reference, created: true }
}

const insertConversation = (tx: Tx, start: Start) =>
  tx
    .insertInto('conversations.conversation')
    .values({
      id: start.id,
      brand_id: start.brand.id,
      account_id: start.account,
      channel: start.channel,
      visibility: start.visibility,
      thread_key: start.threadKey,
      contact_id: start.contact.id,
      reference: newReference(start.brand.slug),
      subject: start.subject ?? null,
      lang: start.lang,
      page: start.page ?? null,
      created_at: tx.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'thread_key']).doNothing())
    .returning('reference')
    .executeTakeFirst()

async function existing(tx: Tx, start: Start): Promise<Started> {
  const row = await tx
    .selectFrom('conversations.conversation')
    .select(['id', 'reference'])
    .where('account_id', '=', start.account)
    .where('thread_key', '=', start.threadKey)
    .executeTakeFirstOrThrow()
  return { conversationId: row.id, reference: row.reference, created: false }
}

async function insertRow(tx: Tx, start: Start, reference: string, holder: Holder): Promise<void> {
  const now = tx.clock.now()
  await tx
    .insertInto('conversations.inbox_row')
    .values({
      conversation_id: start.id,
      brand_id: start.brand.id,
      contact_id: start.contact.id,
      contact_name: start.contact.name,
      channel: start.channel,
      visibility: start.visibility,
      reference,
      subject: start.subject ?? null,
      lang: start.lang,
      created_at: now,
      holder,
      waiting_since: now,
      last_text: start.message.baked.preview,
      last_by: 'contact',
      last_at: now,
      last_seq: 1,
      last_contact_seq: 1,
    })
    .execute()
}

async function insertFirstMessage(tx: Tx, start: Start): Promise<void> {
  const { message } = start
  await sql`
    insert into conversations.message (conversation_id, id, seq, account_id, external_id, by_kind, visibility,
      text, html, baked_by, lang, at, received_at, attachments)
    values (${start.id}, ${message.id}, 1, ${start.account}, ${message.externalId}, 'contact', ${start.visibility},
      ${message.baked.text}, ${message.baked.html}, ${message.baked.bakedBy}, ${start.lang}, ${message.at}, ${tx.clock.now()}, ${message.attachments})`.execute(
    tx,
  )
}
