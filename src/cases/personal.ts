import { type RawBuilder, sql, type Tx } from '#kernel/db'
import { type PersonalTable, redactIn } from '#kernel/registry'
import { repointBy } from '#people'

/** What a case is about is said in its conversations; the case itself holds codes and times, and goes along at a merge. */
export const personalTables: readonly PersonalTable[] = [
  {
    table: 'cases.matter',
    contactColumn: 'contact_id',
    fields: [],
    retention: 'with-contact',
    erase: async () => {},
    export: async (db, contact) =>
      (
        await sql`
          select reference, type, status, opened_at, settled_at from cases.matter where contact_id = ${contact}
          order by opened_at`.execute(db)
      ).rows,
    repoint: repointBy('cases.matter', 'contact_id'),
  },
  {
    // Whoever is erased is not shown anything by an old link; whoever is merged keeps theirs.
    table: 'cases.link',
    contactColumn: 'contact_id',
    fields: [],
    retention: 'with-contact',
    erase: async (tx, contact) => void (await sql`delete from cases.link where contact_id = ${contact}`.execute(tx)),
    forget: async (tx, conversation) =>
      void (await sql`delete from cases.link where conversation_id = ${conversation}`.execute(tx)),
    export: async () => [],
    repoint: repointBy('cases.link', 'contact_id'),
  },
  {
    // What was promised to somebody erased is nobody's to keep; that it was kept or not stays in the figures.
    table: 'cases.promise',
    contactColumn: 'contact_id',
    fields: ['what', 'proof'],
    retention: 'with-contact',
    erase: async (tx, contact) => empty(tx, sql`contact_id = ${contact}`),
    forget: async (tx, conversation) => empty(tx, sql`conversation_id = ${conversation}`),
    redact: redactIn('cases.promise', 'conversation_id', { text: ['what', 'proof'] }),
    export: async (db, contact) =>
      (
        await sql`select kind, what, due_at, state, proof, made_at, ended_at from cases.promise where contact_id = ${contact}
          order by made_at`.execute(db)
      ).rows,
    repoint: repointBy('cases.promise', 'contact_id'),
  },
  {
    // What went to a sister brand is erased there by whoever erases the contact it became.
    table: 'cases.transfer',
    contactColumn: 'contact_id',
    fields: ['facts'],
    retention: 'with-contact',
    erase: async (tx, contact) => emptyTransfers(tx, sql`contact_id = ${contact}`),
    forget: async (tx, conversation) =>
      emptyTransfers(tx, sql`conversation_id = ${conversation} or to_conversation_id = ${conversation}`),
    redact: redactIn('cases.transfer', 'conversation_id', { json: ['facts'] }),
    export: async (db, contact) =>
      (
        await sql`select facts, state, take_by, asked_at, answered_at, taken_at from cases.transfer where contact_id = ${contact}
          order by asked_at`.execute(db)
      ).rows,
    repoint: repointBy('cases.transfer', 'contact_id'),
  },
]

/** The words go; what was still open is withdrawn with them. Screens learn it from the erasure. */
async function empty(tx: Tx, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    update cases.promise set what = '', proof = null, proof_file = null, rev = rev + 1, state = case when state = 'open' then 'withdrawn' else state end,
      ended_at = coalesce(ended_at, ${tx.clock.now()}), ended_by = coalesce(ended_by, ${tx.by}) where ${which}`.execute(
    tx,
  )
}

/** What went is not known here any more; what was still to be answered or taken is taken back. */
async function emptyTransfers(tx: Tx, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    update cases.transfer set facts = '[]', rev = rev + 1, state = case when state in ('asked', 'agreed') then 'withdrawn' else state end,
      ended_at = coalesce(ended_at, ${tx.clock.now()}) where ${which}`.execute(tx)
}
