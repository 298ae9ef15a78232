import { type Db, sql } from '#kernel/db'
import type { AccountId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Holder, Status } from './contract.ts'

export interface FoundThread {
  conversationId: ConversationId
  /** Of the conversation it is worked on in, when it was merged; so is the holder. */
  status: Status
  contactId: ContactId
  holder: Holder
  channel: string
  /** The exchange with an outsider that is answered, when it is one. */
  side: string | null
}

/** The conversation begun under this key; `findBefore` also looks for what is answered. */
export async function findThread(db: Db, account: AccountId, key: string): Promise<FoundThread | null> {
  const { rows } = await sql<FoundThread>`
    select row.conversation_id as "conversationId", coalesce(works.status, row.status) as status, row.contact_id as "contactId",
      coalesce(works.holder, row.holder) as holder, row.channel, null as side
    from conversations.conversation c join conversations.inbox_row row on row.conversation_id = c.id
    left join conversations.merging g on g.conversation_id = row.conversation_id and g.undone_at is null
    left join conversations.inbox_row works on works.conversation_id = g.into_id
    where c.account_id = ${account} and c.thread_key = ${key}`.execute(db)
  return rows[0] ?? null
}

/** The same for one that is known by its id. */
export async function threadOf(db: Db, id: ConversationId): Promise<FoundThread | null> {
  const { rows } = await sql<FoundThread>`
    select row.conversation_id as "conversationId", coalesce(works.status, row.status) as status, row.contact_id as "contactId",
      coalesce(works.holder, row.holder) as holder, row.channel, null as side
    from conversations.inbox_row row
    left join conversations.merging g on g.conversation_id = row.conversation_id and g.undone_at is null
    left join conversations.inbox_row works on works.conversation_id = g.into_id
    where row.conversation_id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** A message by the provider's id. */
export async function findReceived(
  db: Db,
  account: AccountId,
  ref: string,
): Promise<{ conversationId: ConversationId; messageId: MessageId } | null> {
  const row = await db
    .selectFrom('conversations.message')
    .select(['conversation_id', 'id'])
    .where('account_id', '=', account)
    .where('external_id', '=', ref)
    .executeTakeFirst()
  return row === undefined ? null : { conversationId: row.conversation_id, messageId: row.id }
}
