import { type Db, sql, type Tx } from '#kernel/db'
import { type PersonalTable, type Redaction, redactIn } from '#kernel/registry'

const ofContact = (contact: string) =>
  sql`conversation_id in (select id from conversations.conversation where contact_id = ${contact})`

/** What somebody else wrote beside the conversation is a note, and nobody's to export. */
const saidToThem = sql`exists (select from conversations.message m where m.conversation_id = channels.mail_part.conversation_id
  and m.id = channels.mail_part.message_id and m.visibility <> 'note')`

async function empty(tx: Tx, which: ReturnType<typeof sql>): Promise<void> {
  await sql`delete from channels.mail_part where ${which}`.execute(tx)
}

const redactText = redactIn('channels.mail_part', 'conversation_id', {
  text: ['subject', 'quoted', 'signature'],
  json: ['recipients'],
})

/** Marks may stand in the middle of the words: a mail that says them anywhere is shown by its text from now on. */
async function dropHtml(tx: Tx, { conversations, pieces }: Redaction): Promise<void> {
  const bare = pieces.map((piece) => piece.replace(/\s+/g, ''))
  if (bare.length === 0) return
  await sql`
    update channels.mail_part set html = '' where conversation_id = any(${[...conversations]}::uuid[]) and html <> '' and exists (
      select from unnest(${bare}::text[]) piece
      where position(piece in regexp_replace(replace(replace(replace(replace(regexp_replace(html, '<[^>]*>', '', 'g'),
        '&nbsp;', ''), '&lt;', '<'), '&gt;', '>'), '&amp;', '&'), '\\s+', '', 'g')) > 0)`.execute(tx)
}

/** What a mail held besides its text goes with its message. */
const mailPart: PersonalTable = {
  table: 'channels.mail_part',
  contactColumn: 'conversation_id',
  fields: [
    'subject',
    'from_name',
    'from_address',
    'reply_to',
    'answer_to',
    'recipients',
    'quoted',
    'signature',
    'html',
  ],
  retention: 'with-contact',
  erase: (tx, contact) => empty(tx, ofContact(contact)),
  forget: (tx, conversation) => empty(tx, sql`conversation_id = ${conversation}`),
  redact: async (tx, redaction) => {
    await dropHtml(tx, redaction)
    await redactText(tx, redaction)
    for (const { conversation, message } of redaction.wholly)
      await sql`
        update channels.mail_part set subject = '', quoted = '', signature = '', html = ''
        where conversation_id = ${conversation} and message_id = ${message}`.execute(tx)
  },
  export: async (db: Db, contact) => {
    const { rows } = await sql`
      select message_id, subject, from_name, from_address, recipients, quoted, signature
      from channels.mail_part where ${ofContact(contact)} and ${saidToThem}`.execute(db)
    return rows
  },
}

const suppression: PersonalTable = {
  table: 'channels.suppression',
  contactColumn: 'contact_id',
  fields: ['handle'],
  retention: 'with-contact',
  erase: async (tx, contact) => {
    await sql`delete from channels.suppression where contact_id = ${contact}`.execute(tx)
  },
  export: async (db, contact) => {
    const { rows } = await sql`
      select channel, handle, code, at from channels.suppression where contact_id = ${contact}`.execute(db)
    return rows
  },
  repoint: async (tx, from, to) => {
    const { rows } = await sql<{ id: string }>`
      update channels.suppression set contact_id = ${to} where contact_id = ${from} returning id`.execute(tx)
    return rows.map(({ id }) => id)
  },
}

export const mailTables: readonly PersonalTable[] = [mailPart, suppression]
