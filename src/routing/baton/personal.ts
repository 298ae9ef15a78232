import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type PersonalTable, redactIn } from '#kernel/registry'
import { repointBy } from '#people'

/** What advisors told each other about a customer goes with the customer. Screens learn it from the erasure. */
export const batonTable: PersonalTable = {
  table: 'routing.baton',
  contactColumn: 'contact_id',
  fields: ['done', 'next', 'told'],
  retention: 'with-contact',
  erase: async (tx, contact) => void (await sql`delete from routing.baton where contact_id = ${contact}`.execute(tx)),
  forget: async (tx, conversation) =>
    void (await sql`delete from routing.baton where conversation_id = ${conversation}`.execute(tx)),
  redact: redactIn('routing.baton', 'conversation_id', { text: ['done', 'next', 'told'] }),
  export: async (db, contact) =>
    (
      await sql`select at, done, next, told, due_at from routing.baton where contact_id = ${contact} order by at`.execute(
        db,
      )
    ).rows,
  repoint: repointBy('routing.baton', 'contact_id'),
}

/** A conversation that turns out to be another's takes its notes along. */
export const moveBaton = async (tx: Tx, { subject, data }: StoredEvent<'conversation.repointed'>): Promise<void> =>
  void (await sql`update routing.baton set contact_id = ${data.toContactId} where conversation_id = ${subject}`.execute(
    tx,
  ))
