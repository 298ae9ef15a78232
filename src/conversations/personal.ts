import { releaseBlobs } from '#kernel/blobs'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { type PersonalTable, redactIn } from '#kernel/registry'
import { repointBy } from '#people'

const idsOf = async (query: Promise<{ rows: { id: string }[] }>): Promise<readonly string[]> =>
  (await query).rows.map((row) => row.id)
/** The conversations of a contact, or one alone, as a condition on the column that names them. */
const of = (contact: string, column: string): RawBuilder<boolean> =>
  sql`${sql.ref(column)} in (select id from conversations.conversation where contact_id = ${contact})`
const only = (conversation: string, column: string): RawBuilder<boolean> => sql`${sql.ref(column)} = ${conversation}`
/** Where a conversation, or a part of it, is worked on; what was taken together again keeps its copies. */
const worksOn = (conversation: string) =>
  sql`select into_id from conversations.merging where conversation_id = ${conversation} and undone_at is null
    union all select conversation_id from conversations.splitting where origin_id = ${conversation}`
/** Its messages there. */
const copiedFrom = (conversation: string): RawBuilder<boolean> =>
  sql`(conversation_id in (${worksOn(conversation)}) and home_id = ${conversation})`
const rowsOf = async (query: Promise<{ rows: unknown[] }>): Promise<unknown[]> => (await query).rows

/** The contact's conversations: their words go, what is left counts but tells nothing. */
const conversation: PersonalTable = {
  table: 'conversations.conversation',
  contactColumn: 'contact_id',
  fields: ['subject', 'page'],
  retention: 'with-contact',
  erase: (tx, contact) => emptyConversations(tx, of(contact, 'id')),
  forget: (tx, conversation) => emptyConversations(tx, only(conversation, 'id')),
  redact: redactIn('conversations.conversation', 'id', { text: ['subject'] }),
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
  erase: (tx, contact) =>
    changeRows(tx, of(contact, 'conversation_id'), sql`contact_name = '', last_text = '', subject = null`),
  forget: async (tx, conversation) => {
    await changeRows(tx, only(conversation, 'conversation_id'), sql`last_text = '', subject = null`)
    await changeRows(tx, sql`conversation_id in (${worksOn(conversation)})`, sql`last_text = ''`)
  },
  export: (db, contact) => rowsOf(sql`select * from conversations.inbox_row where contact_id = ${contact}`.execute(db)),
  redact: redactIn('conversations.inbox_row', 'conversation_id', { text: ['subject'] }),
  key: 'conversation_id',
  lastAt: async (db, contacts) => {
    const { rows } = await sql<{ contact: string; at: Date }>`
      select contact_id as contact, max(last_at) as at from conversations.inbox_row
      where contact_id = any(${[...contacts]}::uuid[]) group by contact_id`.execute(db)
    return new Map(rows.map(({ contact, at }) => [contact, at]))
  },
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
  fields: ['text', 'html', 'cards', 'quick_replies', 'mail'],
  retention: 'with-contact',
  erase: (tx, contact) => emptyMessages(tx, of(contact, 'conversation_id')),
  forget: (tx, conversation) =>
    emptyMessages(tx, sql`${only(conversation, 'conversation_id')} or ${copiedFrom(conversation)}`),
  // Its words are written anew, marks and all, by whoever redacts.
  redact: redactIn('conversations.message', 'conversation_id', { json: ['cards', 'quick_replies', 'mail'] }),
  export: exportMessages,
}

/** Files go with the messages; those of nobody's message yet, with whoever sent them. */
const attachment: PersonalTable = {
  table: 'conversations.attachment',
  contactColumn: 'uploaded_by',
  fields: ['name'],
  retention: 'with-contact',
  erase: (tx, contact) =>
    dropFiles(tx, sql`${of(contact, 'conversation_id')} or uploaded_by = ${`visitor:${contact}`}`),
  forget: (tx, conversation) =>
    dropFiles(
      tx,
      sql`${only(conversation, 'conversation_id')} or (conversation_id, message_id) in (
        select conversation_id, id from conversations.message where ${copiedFrom(conversation)})`,
    ),
  redact: redactIn('conversations.attachment', 'conversation_id', { text: ['name'] }),
  export: (db, contact) =>
    rowsOf(
      sql`select id, name, mime, bytes, created_at from conversations.attachment
          where ${of(contact, 'conversation_id')} or uploaded_by = ${`visitor:${contact}`}`.execute(db),
    ),
}

/** What colleagues wrote about the conversation for themselves: it goes with it, and is nobody's to export. */
const about = (
  table: string,
  fields: readonly string[],
  words: { text?: readonly string[]; json?: readonly string[] },
  go: (tx: Tx, which: RawBuilder<boolean>) => Promise<unknown>,
) =>
  ({
    table,
    contactColumn: 'conversation_id',
    fields,
    retention: 'with-contact',
    erase: async (tx, contact) => void (await go(tx, of(contact, 'conversation_id'))),
    forget: async (tx, conversation) => void (await go(tx, only(conversation, 'conversation_id'))),
    redact: redactIn(table, 'conversation_id', words),
    export: async () => [],
  }) satisfies PersonalTable
/** Of a person who was merged, a label may come twice: it is one wherever it is shown. */
const contactLabel: PersonalTable = {
  table: 'conversations.contact_label',
  contactColumn: 'contact_id',
  fields: [],
  retention: 'with-contact',
  erase: async (tx, contact) =>
    void (await sql`delete from conversations.contact_label where contact_id = ${contact}`.execute(tx)),
  export: (db, contact) =>
    rowsOf(
      sql`select l.name, c.at from conversations.contact_label c join conversations.label l on l.id = c.label_id
          where c.contact_id = ${contact} order by c.at`.execute(db),
    ),
  repoint: repointBy('conversations.contact_label', 'contact_id'),
}
const remarks: readonly PersonalTable[] = [
  about('conversations.summary', ['facts'], { json: ['facts'] }, (tx, which) =>
    sql`delete from conversations.summary where ${which}`.execute(tx),
  ),
  about('conversations.side', ['address', 'name', 'subject'], { text: ['subject'] }, (tx, which) =>
    sql`update conversations.side set address = '', name = '', subject = '' where ${which}`.execute(tx),
  ),
  about('conversations.draft', ['text', 'mail'], { text: ['text'], json: ['mail'] }, (tx, which) =>
    sql`delete from conversations.draft where ${which}`.execute(tx),
  ),
  about('conversations.scheduled', ['text', 'mail'], { text: ['text'], json: ['mail'] }, async (tx, which) => {
    await dropFiles(tx, sql`id in (select unnest(attachments) from conversations.scheduled where ${which})`)
    await sql`delete from conversations.scheduled where ${which}`.execute(tx)
  }),
  about(
    'conversations.proposal',
    ['text', 'mail', 'remark'],
    { text: ['text', 'remark'], json: ['mail'] },
    async (tx, which) => {
      await dropFiles(tx, sql`id in (select unnest(attachments) from conversations.proposal where ${which})`)
      await sql`delete from conversations.proposal where ${which}`.execute(tx)
    },
  ),
  about('conversations.priority_change', ['why'], { text: ['why'] }, (tx, which) =>
    sql`update conversations.priority_change set why = '' where ${which}`.execute(tx),
  ),
]

async function emptyConversations(tx: Tx, which: RawBuilder<boolean>): Promise<void> {
  await sql`update conversations.conversation set subject = null, page = null where ${which}`.execute(tx)
}

/** Who has it open sees it go, too. */
async function emptyMessages(tx: Tx, which: RawBuilder<boolean>): Promise<void> {
  const now = tx.clock.now()
  await sql`
    with emptied as (
      update conversations.message set text = '', html = '', cards = '[]', quick_replies = '[]', mail = null, deleted_at = coalesce(deleted_at, ${now}), rev = rev + 1
      where ${which} returning conversation_id, id)
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
    select ${now}, 'message.deleted', r.brand_id, r.conversation_id, jsonb_build_object('contact', r.contact_id), ${tx.by},
      jsonb_build_object('messageId', e.id), r.scopes from emptied e join conversations.inbox_row r using (conversation_id)`.execute(
    tx,
  )
}

async function dropFiles(tx: Tx, which: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string }>`delete from conversations.attachment where ${which} returning id`.execute(
    tx,
  )
  for (const { id } of rows) await releaseBlobs(tx, { kind: 'attachment', id })
}

function exportMessages(db: Db, contact: string): Promise<unknown[]> {
  return rowsOf(
    sql`
    select m.conversation_id, m.seq, m.by_kind, m.by_name, m.text, m.at from conversations.message m
    join conversations.conversation c on c.id = m.conversation_id
    where c.contact_id = ${contact} and m.visibility <> 'note' and m.home_id is null order by m.conversation_id, m.seq`.execute(
      db,
    ),
  )
}

/** Changes the rows, and lets live views learn that they read differently now. */
async function changeRows(tx: Tx, which: RawBuilder<boolean>, set: ReturnType<typeof sql>): Promise<void> {
  const ids = await idsOf(
    sql<{
      id: string
    }>`update conversations.inbox_row set ${set}, rev = rev + 1 where ${which} returning conversation_id as id`.execute(
      tx,
    ),
  )
  await sql`insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
            select ${tx.clock.now()}, 'conversation.changed', brand_id, conversation_id, jsonb_build_object('contact', contact_id), ${tx.by},
              '{"what":"contact"}', scopes from conversations.inbox_row where conversation_id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export const personalTables: readonly PersonalTable[] = [
  conversation,
  inboxRow,
  message,
  attachment,
  contactLabel,
  ...remarks,
]
