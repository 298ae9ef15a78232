import type pg from 'pg'
import { Problem } from '#kernel/errors'

/** Nothing is ever mixed or written over: the database must hold no table of anybody. */
export async function refuseUnlessEmpty(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ database: string; schemas: string[] }>(`
    select current_database() as database, array(
      select distinct n.nspname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1) as schemas`)
  const [{ database, schemas } = { database: '', schemas: [] }] = rows
  if (schemas.length === 0) return
  throw new Problem(
    'unprocessable',
    `The database ${database} is not empty: it holds ${schemas.join(', ')}. Nothing was changed. Make a new one (create database …, and name it in DATABASE_URL), or set SWITCHBOARD_DATA to a new folder for the embedded one.`,
  )
}
