import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type PersonalTable, redactIn } from '#kernel/registry'
import { repointBy } from '#people'

/** What an advisor wrote about a customer's question goes with the customer. */
export const flagTable: PersonalTable = {
  table: 'knowledge.flag',
  contactColumn: 'contact_id',
  fields: ['note'],
  retention: 'with-contact',
  erase: async (tx, contact) => void (await sql`delete from knowledge.flag where contact_id = ${contact}`.execute(tx)),
  forget: async (tx, conversation) =>
    void (await sql`delete from knowledge.flag where conversation_id = ${conversation}`.execute(tx)),
  redact: redactIn('knowledge.flag', 'conversation_id', { text: ['note'] }),
  export: async (db, contact) =>
    (await sql`select at, kind, note from knowledge.flag where contact_id = ${contact} order by at`.execute(db)).rows,
  repoint: repointBy('knowledge.flag', 'contact_id'),
}

/** A conversation that turns out to be another's takes along what was said in it. */
export const moveFlags = async (tx: Tx, { subject, data }: StoredEvent<'conversation.repointed'>): Promise<void> =>
  void (await sql`update knowledge.flag set contact_id = ${data.toContactId} where conversation_id = ${subject}`.execute(
    tx,
  ))
