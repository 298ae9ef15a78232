import { type Db, sql } from '#kernel/db'
import type { AccountId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Holder, Status } from './contract.ts'

export interface FoundThread {
  conversationId: ConversationId
  status: Status
  contactId: ContactId
  holder: Holder
  channel: string
  /** The exchange with an outsider that is answered, when it is one. */
  side: string | null
}

/** The conversation of an outside thread: that of the nearest message it answers, else the one begun under its key. */
export async function findThread(
  db: Db,
  account: AccountId,
  thread: { id: string; answers: readonly string[] },
): Promise<FoundThread | null> {
  const { rows } = await sql<FoundThread>`
    select row.conversation_id as "conversationId", row.status, row.contact_id as "contactId", row.holder, row.channel, side_id as side from (
      select conversation_id, side_id, array_position(${thread.answers}::text[], external_id) as place
      from conversations.message where account_id = ${account} and external_id = any(${thread.answers}::text[])
      union all
      select id, null, 1000000 from conversations.conversation where account_id = ${account} and thread_key = ${thread.id}
    ) found join conversations.inbox_row row using (conversation_id) order by place limit 1`.execute(db)
  return rows[0] ?? null
}

/** The same for one that is known by its id. */
export async function threadOf(db: Db, id: ConversationId): Promise<FoundThread | null> {
  const { rows } = await sql<FoundThread>`
    select conversation_id as "conversationId", status, contact_id as "contactId", holder, channel, null as side
    from conversations.inbox_row where conversation_id = ${id}`.execute(db)
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
