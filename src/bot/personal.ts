import { sql } from '#kernel/db'
import { type PersonalTable, redactIn } from '#kernel/registry'

/** What the bot keeps of a contact: which articles it offered and whether they helped. */
export const botState: PersonalTable = {
  table: 'bot.state',
  contactColumn: 'contact_id',
  fields: ['lang', 'talk'],
  retention: 'with-contact',
  key: 'conversation_id',
  erase: async (tx, contact) => {
    await sql`delete from bot.state where contact_id = ${contact}`.execute(tx)
  },
  forget: async (tx, conversation) => {
    await sql`delete from bot.state where conversation_id = ${conversation}`.execute(tx)
  },
  redact: redactIn('bot.state', 'conversation_id', { json: ['talk'] }),
  export: async (db, contact) => {
    const { rows } =
      await sql`select conversation_id, lang, talk, at from bot.state where contact_id = ${contact}`.execute(db)
    return rows
  },
  repoint: async (tx, from, to) => {
    const { rows } = await sql<{ id: string }>`
      update bot.state set contact_id = ${to} where contact_id = ${from} returning conversation_id as id`.execute(tx)
    return rows.map((row) => row.id)
  },
}
