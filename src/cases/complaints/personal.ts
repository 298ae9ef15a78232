import { type RawBuilder, sql, type Tx } from '#kernel/db'
import { type PersonalTable, redactIn } from '#kernel/registry'
import { repointBy } from '#people'

export const complaintTables: readonly PersonalTable[] = [
  {
    // That there was a complaint, and how it ended, stays in the figures; its words go with the person.
    table: 'cases.complaint',
    contactColumn: 'contact_id',
    fields: ['about', 'wants'],
    retention: 'with-contact',
    erase: async (tx, contact) => empty(tx, sql`contact_id = ${contact}`),
    forget: async (tx, conversation) => empty(tx, sql`conversation_id = ${conversation}`),
    redact: redactIn('cases.complaint', 'conversation_id', { text: ['about', 'wants'] }),
    export: async (db, contact) =>
      (
        await sql`select pack, kind, about, wants, outcome, received_at, decided_at, deadlock_at from cases.complaint
          where contact_id = ${contact} order by received_at`.execute(db)
      ).rows,
    repoint: repointBy('cases.complaint', 'contact_id'),
  },
]

/** Nobody is left to answer: what ran stops. */
async function empty(tx: Tx, which: RawBuilder<unknown>): Promise<void> {
  await sql`update cases.complaint set about = '', wants = '', due_at = null, rev = rev + 1 where ${which}`.execute(tx)
}
