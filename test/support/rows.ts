import pg from 'pg'

/** Rows that say when or where something ran, not what there is. */
const OF_THE_RUN = ['kernel.log_head', 'kernel.cursor', 'kernel.lane', 'kernel.lease', 'kernel.schedule']

/** By table: how many rows it has, and a digest of all of them whatever their order. */
export async function contentOf(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set timezone = 'UTC'`)
    const { rows: tables } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|public)' order by 1`,
    )
    const content: Record<string, string> = {}
    for (const { name } of tables.filter((table) => !OF_THE_RUN.includes(table.name))) {
      const { rows } = await client.query<{ said: string }>(
        `select count(*) || ' rows ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as said from ${name} t`,
      )
      content[name] = rows[0]?.said ?? ''
    }
    return content
  } finally {
    await client.end()
  }
}
