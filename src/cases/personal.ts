import { sql } from '#kernel/db'
import type { PersonalTable } from '#kernel/registry'
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
]
