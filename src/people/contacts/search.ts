import { type Db, sql } from '#kernel/db'

interface Found {
  id: string
  brand: string
  scopes: string[]
  lang: string
  title: string
  text: string
}

/** What search knows of contacts: their names only, since handles are found exactly or not at all. */
export async function searchableContacts(db: Db, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id, brand_id as brand, scopes, coalesce(lang, 'en') as lang, name as title, '' as text
    from people.contact where id = any(${[...ids]}::uuid[]) and merged_into is null and erased_at is null and name <> ''`.execute(
    db,
  )
  return rows
}
