import { sql, type Tx } from '#kernel/db'
import type { PersonalTable } from '#kernel/registry'

const ofContact = (contact: string) =>
  sql`conversation_id in (select id from conversations.conversation where contact_id = ${contact})`

/** The row stays and says: nowhere. */
async function empty(tx: Tx, which: ReturnType<typeof sql>): Promise<void> {
  await sql`update channels.way_back set address = null, rev = rev + 1 where ${which} and address is not null`.execute(
    tx,
  )
}

/** The address that was typed goes with its conversation. */
export const wayBackTable: PersonalTable = {
  table: 'channels.way_back',
  contactColumn: 'conversation_id',
  fields: ['address'],
  retention: 'with-contact',
  erase: (tx, contact) => empty(tx, ofContact(contact)),
  forget: (tx, conversation) => empty(tx, sql`conversation_id = ${conversation}`),
  export: async (db, contact) => {
    const { rows } =
      await sql`select conversation_id, address, at from channels.way_back where ${ofContact(contact)}`.execute(db)
    return rows
  },
}
