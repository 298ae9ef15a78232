import { type Db, sql } from '#kernel/db'
import type { AccountId, BrandId, ConversationId, MessageId } from '#kernel/ids'

/** A conversation of one of our windows, as much as is needed to go on with it elsewhere. */
export interface Talk {
  id: ConversationId
  brand: BrandId
  account: AccountId
  channel: string
  reference: string
  lang: string | null
  subject: string | null
  name: string
  /** What the customer said last; `channel` is null in the window. */
  last: { text: string; at: string; channel: string | null } | null
}

export async function findTalk(db: Db, id: ConversationId): Promise<Talk | null> {
  const { rows } = await sql<Talk>`
    select r.conversation_id as id, r.brand_id as brand, c.account_id as account, r.channel, r.reference, r.lang, r.subject, r.contact_name as name,
      (select jsonb_build_object('text', m.text, 'at', m.at, 'channel', m.channel) from conversations.message m
       where m.conversation_id = r.conversation_id and m.by_kind = 'contact' and m.home_id is null and m.deleted_at is null order by m.seq desc limit 1) as last
    from conversations.inbox_row r join conversations.conversation c on c.id = r.conversation_id where r.conversation_id = ${id}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** An answer that the window has shown to nobody yet. */
export interface Unread {
  id: MessageId
  at: Date
  by: 'agent' | 'bot'
  name: string
  text: string
  html: string
  cards: readonly { title: string; text: string; href: string }[]
  files: readonly { blob: string; name: string; mime: string; bytes: number }[]
}

/**
 * What was answered and neither read nor sent by mail, oldest first. Whoever wrote in the window afterwards has seen it there.
 * What the server asked to try later is still to be sent.
 */
export async function unreadReplies(db: Db, id: ConversationId): Promise<Unread[]> {
  const { rows } = await sql<Unread>`
    select m.id, m.received_at as at, m.by_kind as by, coalesce(m.by_name, '') as name, m.text, m.html, m.cards,
      coalesce((select jsonb_agg(jsonb_build_object('blob', a.blob, 'name', a.name, 'mime', a.mime, 'bytes', a.bytes) order by a.place, a.created_at, a.id)
        from conversations.attachment a where m.attachments > 0 and a.conversation_id = m.conversation_id and a.message_id = m.id), '[]') as files
    from conversations.inbox_row r join conversations.message m using (conversation_id)
    where r.conversation_id = ${id} and m.by_kind in ('agent', 'bot') and m.visibility <> 'note' and m.deleted_at is null
      and m.delivery in ('sent', 'delivered') and m.home_id is null and m.channel is distinct from 'letter'
      and m.seq > coalesce((select p.seq from conversations.read_position p
        where p.conversation_id = r.conversation_id and p.reader_id = r.contact_id), 0)
      and not exists (select from conversations.message w where w.conversation_id = m.conversation_id and w.seq > m.seq
        and w.by_kind = 'contact' and w.channel is null and w.home_id is null)
      and not exists (select from channels.outbound o where o.conversation_id = m.conversation_id and o.message_id = m.id and o.state <> 'waiting')
    order by m.seq`.execute(db)
  return rows
}
