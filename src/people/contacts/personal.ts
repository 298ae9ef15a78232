import { type Db, sql, type Tables, type Tx } from '#kernel/db'
import type { App } from '#kernel/registry'
import { redactValues } from '../attributes/redact-values.ts'
import { repointBy } from './move-rows.ts'

/** What people holds about a contact, for erasure, export and merge. */
export function registerPersonal(app: App): void {
  app.personal({
    table: 'people.contact',
    contactColumn: 'id',
    fields: ['name', 'lang', 'organisation_id', 'merged_into'],
    retention: 'with-contact',
    export: (db, id) => rowsOf(db, 'people.contact', 'id', id),
    erase: emptyContact,
  })
  app.personal({
    ...kept('people.identity', ['handle', 'handle_key']),
    repoint: repointBy('people.identity', 'contact_id'),
    // A window is known by its conversation: that one is nobody any more.
    forget: async (tx, conversation) => {
      await sql`delete from people.identity where handle_key = ${conversation}`.execute(tx)
    },
  })
  app.personal({ ...kept('people.consent', ['how']), repoint: repointBy('people.consent', 'contact_id') })
  app.personal({
    ...kept('people.attribute_value', ['value', 'subject']),
    repoint: repointBy('people.attribute_value', 'contact_id'),
    redact: redactValues,
    forget: async (tx, conversation) => {
      await sql`delete from people.attribute_value where subject = ${conversation}`.execute(tx)
    },
  })
  app.personal({
    ...kept('people.not_same', ['other_id']),
    repoint: repointBy('people.not_same', 'contact_id'),
    erase: async (tx, id) => {
      await sql`delete from people.not_same where contact_id = ${id} or other_id = ${id}`.execute(tx)
    },
  })
  app.personal({ ...kept('people.note', ['text']), repoint: repointBy('people.note', 'contact_id') })
  app.personal({ ...kept('people.note_before', ['text']), repoint: repointBy('people.note_before', 'contact_id') })
  app.personal({
    ...kept('people.mandate', ['for_contact_id', 'proof', 'role', 'scope']),
    repoint: repointBy('people.mandate', 'contact_id'),
    erase: eraseMandates,
  })
  app.personal({
    ...kept('people.contact_facts', ['monthly_value', 'customer_since', 'followers', 'churn_risk', 'vulnerable']),
    repoint: repointBy('people.contact_facts', 'contact_id'),
  })
  app.personal({ ...kept('people.standing', ['reason']), repoint: repointBy('people.standing', 'contact_id') })
  app.personal({
    ...kept('people.contact_alias', ['id']),
    repoint: repointBy('people.contact_alias', 'contact_id'),
    erase: eraseMerges,
  })
}

/** The usual case: rows that go with their contact. */
const kept = (table: keyof Tables & string, fields: readonly string[]) => ({
  table,
  contactColumn: 'contact_id',
  fields,
  retention: 'with-contact' as const,
  export: (db: Db, id: string) => rowsOf(db, table, 'contact_id', id),
  erase: async (tx: Tx, id: string) => {
    await sql`delete from ${sql.table(table)} where contact_id = ${id}`.execute(tx)
  },
})

async function rowsOf(db: Db, table: string, column: string, id: string): Promise<unknown[]> {
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where ${sql.ref(`t.${column}`)} = ${id}`.execute(db)
  return rows.map(({ row }) => row)
}

/** The row stays as a place-holder: conversations and figures that are not personal point to it. */
async function emptyContact(tx: Tx, id: string): Promise<void> {
  await sql`
    update people.contact set name = '', lang = null, organisation_id = null, scopes = '{}', stamps = '{}', merged_into = null,
                              erased_at = ${tx.clock.now()}, rev = rev + 1
    where id = ${id} and erased_at is null`.execute(tx)
}

async function eraseMandates(tx: Tx, id: string): Promise<void> {
  await sql`delete from people.mandate where contact_id = ${id} or for_contact_id = ${id}`.execute(tx)
}

async function eraseMerges(tx: Tx, id: string): Promise<void> {
  await sql`delete from people.contact_alias where id = ${id} or contact_id = ${id}`.execute(tx)
  await sql`delete from people.merge where into_id = ${id} or other_id = ${id}`.execute(tx)
}
