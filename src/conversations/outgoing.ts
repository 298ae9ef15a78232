import { type Db, sql } from '#kernel/db'
import type { AccountId, BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Delivery, MailHead } from './contract.ts'
import { subjectBefore } from './subject-now.ts'

/** An answer that has to leave the house, with what its channel must know about the thread. */
export interface Outgoing {
  accountId: AccountId
  brandId: BrandId
  contactId: ContactId
  threadKey: string
  visibility: 'public' | 'private'
  subject: string | null
  byKind: 'agent' | 'bot' | 'contact' | 'system'
  byName: string | null
  text: string
  html: string
  lang: string | null
  quickReplies: readonly { id: string; label: string }[]
  delivery: Delivery | null
  /** The customer wrote after it was written. */
  overtaken: boolean
  lastCustomerAt: Date | null
  priorReplies: number
  /** Outside ids of the newest messages, newest first. */
  recentRefs: readonly string[]
  files: readonly { blob: string; name: string; mime: string; bytes: number }[]
  /** The newest message before it of whom it answers. */
  lastSaid: { text: string; at: string } | null
  /** What its author said of the mail. */
  mail: MailHead | null
  /** It goes to an outsider, not to the customer. */
  side: { id: string; address: string; name: string } | null
}

/** What an outsider is told stays among them, and what the customer is told among the customer's. */
const sameThread = sql`case when s.id is null then w.visibility <> 'note' else w.side_id = s.id end`

const RECENT = 20

export async function outgoing(db: Db, conversation: ConversationId, message: MessageId): Promise<Outgoing | null> {
  const { rows } = await sql<Outgoing>`
    select m.account_id as "accountId", c.brand_id as "brandId", row.contact_id as "contactId", c.thread_key as "threadKey", c.visibility, coalesce(s.subject, ${subjectBefore(sql`m.seq`)}) as subject,
      m.by_kind as "byKind", m.by_name as "byName", m.text, m.html, coalesce(m.lang, c.lang) as lang, m.quick_replies as "quickReplies",
      m.mail, case when s.id is not null then jsonb_build_object('id', s.id, 'address', s.address, 'name', s.name) end as side,
      m.delivery, s.id is null and row.last_contact_seq > m.seq as overtaken,
      (select max(at) from conversations.message w where w.conversation_id = c.id and w.by_kind = 'contact' and w.home_id is null) as "lastCustomerAt",
      (select count(*)::int from conversations.message w where w.conversation_id = c.id and w.by_kind in ('agent', 'bot') and w.seq < m.seq
        and w.home_id is null and w.visibility <> 'note' and w.delivery in ('sent', 'delivered', 'read')) as "priorReplies",
      array(select external_id from conversations.message w where w.conversation_id = c.id and external_id is not null and ${sameThread}
        order by seq desc limit ${RECENT}) as "recentRefs",
      coalesce((select jsonb_agg(jsonb_build_object('blob', a.blob, 'name', a.name, 'mime', a.mime, 'bytes', a.bytes) order by a.place, a.created_at, a.id)
        from conversations.attachment a where a.conversation_id = c.id and a.message_id = m.id), '[]') as files,
      (select jsonb_build_object('text', w.text, 'at', w.at) from conversations.message w where w.conversation_id = c.id
        and w.by_kind = case when s.id is null then 'contact' else 'system' end and ${sameThread} and w.home_id is null and w.seq < m.seq and w.deleted_at is null order by w.seq desc limit 1) as "lastSaid"
    from conversations.message m join conversations.conversation c on c.id = m.conversation_id
    join conversations.inbox_row row on row.conversation_id = c.id left join conversations.side s on s.id = m.side_id
    where m.conversation_id = ${conversation} and m.id = ${message} and (m.visibility <> 'note' or s.id is not null)`.execute(
    db,
  )
  return rows[0] ?? null
}
