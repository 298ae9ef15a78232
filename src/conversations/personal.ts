import { type Db, sql, type Tx } from '#kernel/db'
import type { PersonalTable } from '#kernel/registry'

const idsOf = async (query: Promise<{ rows: { id: string }[] }>): Promise<readonly string[]> =>
  (await query).rows.map((row) => row.id)
const rowsOf = async (query: Promise<{ rows: unknown[] }>): Promise<unknown[]> => (await query).rows

/** The contact's conversations: their words go, what is left counts but tells nothing. */
const conversation: PersonalTable = {
  table: 'conversations.conversation',
  contactColumn: 'contact_id',
  fields: ['subject', 'page'],
  retention: 'with-contact',
  erase: async (tx, contact) => {
    await sql`update conversations.conversation set subject = null, page = null where contact_id = ${contact}`.execute(
      tx,
    )
  },
  export: (db, contact) =>
    rowsOf(sql`select * from conversations.conversation where contact_id = ${contact}`.execute(db)),
  repoint: (tx, from, to) =>
    idsOf(
      sql<{
        id: string
      }>`update conversations.conversation set contact_id = ${to} where contact_id = ${from} returning id`.execute(tx),
    ),
}

const inboxRow: PersonalTable = {
  table: 'conversations.inbox_row',
  contactColumn: 'contact_id',
  fields: ['contact_name', 'last_text', 'subject'],
  retention: 'with-contact',
  erase: (tx, contact) => changeRows(tx, contact, sql`contact_name = '', last_text = '', subject = null`),
  export: (db, contact) => rowsOf(sql`select * from conversations.inbox_row where contact_id = ${contact}`.execute(db)),
  key: 'conversation_id',
  repoint: (tx, from, to) =>
    idsOf(
      sql<{
        id: string
      }>`update conversations.inbox_row set contact_id = ${to} where contact_id = ${from} returning conversation_id as id`.execute(
        tx,
      ),
    ),
}

/** A message belongs to whom its conversation belongs to, so a merge moves none. */
const message: PersonalTable = {
  table: 'conversations.message',
  contactColumn: 'conversation_id',
  fields: ['text', 'html'],
  retention: 'with-contact',
  erase: async (tx, contact) => {
    const mine = sql`select id from conversations.conversation where contact_id = ${contact}`
    // Who has it open sees it go, too.
    await sql`
      with emptied as (
        update conversations.message set text = '', html = '', cards = '[]', deleted_at = coalesce(deleted_at, ${tx.clock.now()}), rev = rev + 1
        where conversation_id in (${mine}) returning conversation_id, id)
      insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
      select ${tx.clock.now()}, 'message.deleted', r.brand_id, r.conversation_id, jsonb_build_object('contact', r.contact_id), ${tx.by},
        jsonb_build_object('messageId', e.id), r.scopes from emptied e join conversations.inbox_row r using (conversation_id)`.execute(
      tx,
    )
    await sql`delete from conversations.summary where conversation_id in (${mine})`.execute(tx)
    await sql`delete from conversations.draft where conversation_id in (${mine})`.execute(tx)
    await sql`update conversations.attachment set name = '' where conversation_id in (${mine})`.execute(tx)
  },
  export: exportMessages,
}

function exportMessages(db: Db, contact: string): Promise<unknown[]> {
  return rowsOf(
    sql`
    select m.conversation_id, m.seq, m.by_kind, m.by_name, m.text, m.at from conversations.message m
    join conversations.conversation c on c.id = m.conversation_id
    where c.contact_id = ${contact} and m.visibility <> 'note' order by m.conversation_id, m.seq`.execute(db),
  )
}

/** Changes the rows, and lets live views learn that they read differently now. */
async function changeRows(tx: Tx, contact: string, set: ReturnType<typeof sql>): Promise<void> {
  const ids = await idsOf(
    sql<{
      id: string
    }>`update conversations.inbox_row set ${set}, rev = rev + 1 where contact_id = ${contact} returning conversation_id as id`.execute(
      tx,
    ),
  )
  await sql`insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
            select ${tx.clock.now()}, 'conversation.changed', brand_id, conversation_id, jsonb_build_object('contact', contact_id), ${tx.by},
              '{"what":"contact"}', scopes from conversations.inbox_row where conversation_id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export const personalTables: readonly PersonalTable[] = [conversation, inboxRow, message]
