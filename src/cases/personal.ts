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
]
