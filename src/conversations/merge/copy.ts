import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Row } from '../lock-row.ts'
import { share } from '../side/share-files.ts'

interface Wanted {
  /** Its place in its own conversation, and the one its copy gets. */
  seq: number
  place: number
}

/**
 * Copies of messages for where their conversation is worked on now. They keep their ids (a stranger's equal id gets another), have no
 * outside id and belong to no exchange: what comes from outside, and what goes there, finds the message itself.
 */
export async function copyMessages(tx: Tx, from: Row, into: Row, wanted: readonly Wanted[]): Promise<string[]> {
  const { rows } = await sql<{ id: MessageId; original: MessageId; attachments: number }>`
    with copied as (
      insert into conversations.message (conversation_id, id, seq, account_id, channel, by_kind, by_id, by_name, visibility, text, html,
        baked_by, lang, at, received_at, quick_replies, cards, attachments, mentions, delivery, delivery_why, mail, edited_at, deleted_at,
        rev, home_id, home_seq)
      select ${into.conversation_id}, case when exists (select from conversations.message w where w.conversation_id = ${into.conversation_id}
          and w.id = m.id) then gen_random_uuid() else m.id end, given.place, m.account_id, coalesce(m.channel, ${from.channel}), m.by_kind,
        m.by_id, m.by_name, m.visibility, m.text, m.html, m.baked_by, m.lang, m.at, m.received_at, m.quick_replies, m.cards, m.attachments,
        m.mentions, m.delivery, m.delivery_why, m.mail, m.edited_at, m.deleted_at, m.rev + ${into.rev}, m.conversation_id, m.seq
      from unnest(${wanted.map(({ seq }) => seq)}::int[], ${wanted.map(({ place }) => place)}::int[]) as given (seq, place)
      join conversations.message m on m.conversation_id = ${from.conversation_id} and m.seq = given.seq
      returning id, home_seq, attachments, seq)
    select c.id, m.id as original, c.attachments from copied c
    join conversations.message m on m.conversation_id = ${from.conversation_id} and m.seq = c.home_seq order by c.seq`.execute(
    tx,
  )
  for (const { id, original, attachments } of rows)
    if (attachments > 0) await copyFiles(tx, from.conversation_id, original, into, id)
  return rows.map(({ id }) => id)
}

/** The same bytes, a use of their own. */
export async function copyFiles(
  tx: Tx,
  from: ConversationId,
  original: MessageId,
  into: Row,
  copy: MessageId,
): Promise<void> {
  const files = await tx
    .selectFrom('conversations.attachment')
    .select(['id', 'blob', 'name'])
    .where('conversation_id', '=', from)
    .where('message_id', '=', original)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  for (const file of files) await share(tx, into, copy, file)
}
