import { type HotStatement, hot } from '#kernel/db'
import type { VisitorMessage } from './contract.ts'
import { visitorMessageText } from './present.ts'

/** One message a place, in arrays of one length: conversation, message, account, external id, contact, text, … as `given` names them. */
const given = `
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::smallint[],
    $10::timestamptz[], $11::text[], $12::timestamptz[], $13::int[], $14::text[])
  as given(conversation_id, id, account_id, external_id, contact_id, text, preview, html, baked_by, received_at, lang, at, attachments, channel)`

interface Form {
  /** Which conversations it takes. */
  status: string
  /** What else it changes in their rows. */
  set?: string
  /** What the status was before. */
  was: string
  /** Nobody is to follow it: its author wrote spam. */
  aside?: boolean
  /** Only rows that nobody holds locked; the others are answered by no row. */
  free?: boolean
  /** Answers the message as its author sees it, for a window that shows it at once. */
  shown?: boolean
}

/**
 * One statement, one round trip: lock the rows, number the messages, write the events. A repeat changes nothing and answers no row.
 * Repeats are looked for by a scalar subquery, one index search a message: "not exists" becomes a join, whose plan is a guess about
 * how full the table will be. Naming no column of a status keeps the row's triggers and all of its indexes out, so reopening is a form of its own.
 */
const statement = ({ status, set = '', was, aside = false, free = false, shown = false }: Form): string => `
  with given as (${given}),${free ? ` free as materialized (${unlocked}),` : ''}
  row as (
    update conversations.inbox_row r set ${set}
      last_seq = r.last_seq + 1, last_contact_seq = r.last_seq + 1, last_text = given.preview, last_by = 'contact',
      last_at = given.received_at,${aside ? '' : ' waiting_since = coalesce(r.waiting_since, given.received_at),'} rev = r.rev + 1
    from given ${free ? 'join free using (conversation_id)' : ''}
    where r.conversation_id = given.conversation_id and r.status ${status}
      and (select m.id from conversations.message m where m.conversation_id = given.conversation_id and m.id = given.id) is null
      and (given.external_id is null or (
        select m.external_id from conversations.message m where m.account_id = given.account_id and m.external_id = given.external_id) is null)
    returning given.*, r.last_seq, r.brand_id, r.holder, r.scopes, r.visibility, r.contact_name, ${was} as was_status
  ), event as (
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
    select received_at, '${aside ? 'message.kept' : 'message.received'}', brand_id, conversation_id, jsonb_build_object('contact', contact_id), 'visitor:' || contact_id,
      jsonb_build_object('messageId', id, 'seq', last_seq${aside ? '' : `, 'accountId', account_id, 'holder', holder, 'wasStatus', was_status`}), scopes
    from row
  ), said as (
    insert into conversations.message (conversation_id, id, seq, account_id, external_id, by_kind, visibility, text, html, baked_by, lang,
      at, received_at, attachments, channel)
    select conversation_id, id, last_seq, account_id, external_id, 'contact', visibility, text, html, baked_by, lang, at, received_at,
      attachments, channel
    from row
    returning *
  )
  select m.conversation_id, m.seq, ${shown ? `${visitorMessageText} as message from said m join row r using (conversation_id)` : 'null as message from said m'}`

/** In one order everywhere, so that two nodes do not wait for each other. */
const unlocked = `
  select conversation_id from conversations.inbox_row where conversation_id = any($1::uuid[])
  order by conversation_id for no key update skip locked`

export interface Numbered {
  conversation_id: string
  seq: number
  /** As its author sees it, without its files: they are attached after it. Null where nobody asked for it. */
  message: VisitorMessage | null
}

const open = { status: `= 'open'`, was: `'open'` }
const reopening = {
  status: `in ('pending', 'snoozed', 'solved')`,
  set: `was_status = r.status, status = 'open', snoozed_until = null, solved_at = null,`,
  was: 'r.was_status',
}

const aside = { status: `= 'spam'`, was: `'spam'`, aside: true }

/** The same message, received from anywhere, or in a window of ours. */
export interface Receiving {
  free: HotStatement<Numbered>
  open: HotStatement<Numbered>
  reopening: HotStatement<Numbered>
  aside: HotStatement<Numbered>
}
const receiving = (name: string, shown: boolean): Receiving => ({
  free: hot(`conversations.${name}-free`, statement({ ...open, free: true, shown })),
  open: hot(`conversations.${name}-open`, statement({ ...open, shown })),
  aside: hot(`conversations.${name}-aside`, statement({ ...aside, shown })),
  reopening: hot(`conversations.${name}-reopening`, statement({ ...reopening, shown })),
})
export const received = receiving('receive', false)
export const receivedShown = receiving('receive-shown', true)
