import { type Db, sql } from '#kernel/db'
import type { ContactId } from '#kernel/ids'

/** The contact's own id and those of all that were merged into it. */
export async function everyoneIn(db: Db, id: ContactId): Promise<ContactId[]> {
  const { rows } = await sql<{ id: ContactId }>`
    select ${id}::uuid as id union all select a.id from people.contact_alias a where a.contact_id = ${id}`.execute(db)
  return rows.map((row) => row.id)
}
