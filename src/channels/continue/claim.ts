import { stamp } from '#conversations'
import { type Db, sql, type Tx } from '#kernel/db'
import type { AccountId, ConversationId, MessageId } from '#kernel/ids'
import type { OutboundTable } from '../tables.ts'
import { type Unread, unreadReplies } from './talk.ts'

/**
 * Writes down that these answers are about to leave in one mail, before they do: from here on none of them goes in another.
 * Answers those that do: what was read meanwhile stays in the window.
 */
export async function claim(tx: Tx, id: ConversationId, wanted: readonly Unread[]): Promise<Unread[]> {
  // Locks the conversation: whoever reads it comes before or after.
  await stamp(tx, id, {})
  const ids = new Set(wanted.map((reply) => reply.id))
  return (await unreadReplies(tx, id)).filter((reply) => ids.has(reply.id))
}

export async function writeClaim(
  tx: Tx,
  id: ConversationId,
  replies: readonly Unread[],
  { account, ref }: { account: AccountId; ref: string },
): Promise<{ tries: number; firstAt: Date }> {
  const now = tx.clock.now()
  const { rows } = await sql<{ tries: number; firstAt: Date }>`
    insert into channels.outbound as o (conversation_id, message_id, step, account_id, state, external_id, tries, first_at, at)
    select ${id}, message, 0, ${account}, 'sending', ${ref}, 1, ${now}, ${now} from unnest(${replies.map((reply) => reply.id)}::uuid[]) message
    on conflict (conversation_id, message_id, step) do update
      set state = 'sending', account_id = excluded.account_id, external_id = excluded.external_id, tries = o.tries + 1, at = excluded.at
    returning tries, first_at as "firstAt"`.execute(tx)
  return {
    tries: Math.max(...rows.map(({ tries }) => tries)),
    firstAt: new Date(Math.min(...rows.map(({ firstAt }) => firstAt.getTime()))),
  }
}

export const markClaim = (
  db: Db,
  id: ConversationId,
  messages: readonly MessageId[],
  set: { state: OutboundTable['state']; error: string | null; at: Date },
) =>
  db
    .updateTable('channels.outbound')
    .set(set)
    .where('conversation_id', '=', id)
    .where('message_id', 'in', [...messages])
    .where('step', '=', 0)
    .execute()

const MOST_BEFORE = 20

/** What went and came by mail in this conversation, by Message-ID, newest first: mail programs show it as one thread. */
export async function mailsBefore(db: Db, id: ConversationId): Promise<string[]> {
  const { rows } = await sql<{ ref: string }>`
    select external_id as ref from (
      select o.external_id, max(o.at) as at, 1 as ours from channels.outbound o
      where o.conversation_id = ${id} and o.state in ('accepted', 'unknown') and o.external_id is not null group by 1
      union all
      select m.external_id, m.received_at, 0 from conversations.message m
      where m.conversation_id = ${id} and m.channel = 'email' and m.external_id is not null) mails
    order by at desc, ours limit ${MOST_BEFORE}`.execute(db)
  return rows.map(({ ref }) => ref)
}

/** Those that a process which died was sending: nobody wrote down how it ended, and a mail server cannot be asked. */
export async function interrupted(db: Db, id: ConversationId): Promise<MessageId[]> {
  const rows = await db
    .selectFrom('channels.outbound')
    .select('message_id')
    .where('conversation_id', '=', id)
    .where('state', '=', 'sending')
    .execute()
  return rows.map((row) => row.message_id)
}
