import type { Db } from '#kernel/db'
import type { ContactId } from '#kernel/ids'

/** Names by id; a merged contact answers with the name of whom it means now, an erased or nameless one with ''. */
export async function contactNames(db: Db, ids: readonly ContactId[]): Promise<Map<ContactId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people.contact as c')
    .leftJoin('people.contact_alias as a', 'a.id', 'c.id')
    .leftJoin('people.contact as live', 'live.id', 'a.contact_id')
    .select((eb) => ['c.id', eb.fn.coalesce('live.name', 'c.name').as('name')])
    .where('c.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
