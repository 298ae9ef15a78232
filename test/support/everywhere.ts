import type { Pool } from 'pg'

/** Each table of the database, with all its rows as text. */
export async function everyTable(pool: Pool): Promise<{ name: string; text: string }[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const tables: { name: string; text: string }[] = []
  for (const { name } of rows) {
    const found = await pool.query<{ all: string | null }>(`select string_agg(t::text, ' ') as all from ${name} t`)
    tables.push({ name, text: found.rows[0]?.all ?? '' })
  }
  return tables
}

/** The tables that say a word: as it is written, in hex, or within base64, in letters of any size. */
export async function tablesSaying(pool: Pool, word: string): Promise<string[]> {
  const bytes = Buffer.from(word)
  const said = [word, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '').slice(0, -2)]
  const tables = await everyTable(pool)
  return tables
    .filter(({ text }) => said.some((one) => text.toLowerCase().includes(one.toLowerCase())))
    .map(({ name }) => name)
}
