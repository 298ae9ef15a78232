import type pg from 'pg'
import { ownSchemas, type RanMigration } from '#kernel/db'
import type { Manifest, TableShape } from './manifest.ts'

type Layout = Pick<Manifest, 'at' | 'postgres' | 'migrations' | 'tables' | 'partitions' | 'sequences'>

/** What there is to be kept, as the caller's snapshot sees it. */
export async function readLayout(client: pg.ClientBase): Promise<Layout> {
  const schemas = ownSchemas()
  const { rows: now } = await client.query<{ at: Date; postgres: string }>(
    `select clock_timestamp() as at, current_setting('server_version') as postgres`,
  )
  const { rows: migrations } = await client.query<RanMigration>(
    'select name, checksum from kernel.migration order by name',
  )
  return {
    at: now[0]?.at.toISOString() ?? '',
    postgres: now[0]?.postgres ?? '',
    migrations,
    tables: inOrder(await tablesOf(client, schemas), await pointersOf(client, schemas)),
    partitions: await partitionsOf(client, schemas),
    sequences: await sequencesOf(client, schemas),
  }
}

/** Tables with rows of their own: partitions, not what they are parts of. */
async function tablesOf(client: pg.ClientBase, schemas: readonly string[]): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select n.nspname || '.' || c.relname as name,
            array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
                  and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any ($1) order by 1`,
    [schemas],
  )
  return rows
}

interface Pointer {
  from: string
  to: string
}

async function pointersOf(client: pg.ClientBase, schemas: readonly string[]): Promise<Pointer[]> {
  const { rows } = await client.query<Pointer>(
    `select fn.nspname || '.' || f.relname as from, tn.nspname || '.' || t.relname as to
     from pg_constraint k
     join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
     join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
     where k.contype = 'f' and fn.nspname = any ($1) and k.conrelid <> k.confrelid`,
    [schemas],
  )
  return rows
}

/** What is pointed to comes before what points to it, so that each row finds its own when it is checked. */
export function inOrder(tables: readonly TableShape[], pointers: readonly Pointer[]): TableShape[] {
  const placed: TableShape[] = []
  const done = new Set<string>()
  for (let left = [...tables]; left.length > 0; ) {
    const free = left.filter(({ name }) => pointers.every(({ from, to }) => from !== name || done.has(to)))
    if (free.length === 0) throw new Error(`tables point at each other in a ring: ${left.map((one) => one.name)}`)
    for (const table of free) done.add(table.name)
    placed.push(...free)
    left = left.filter(({ name }) => !done.has(name))
  }
  return placed
}

async function partitionsOf(client: pg.ClientBase, schemas: readonly string[]): Promise<Manifest['partitions']> {
  const { rows } = await client.query<Manifest['partitions'][number]>(
    `select n.nspname || '.' || c.relname as name, pn.nspname || '.' || p.relname as of,
            pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
     where c.relispartition and c.relkind = 'r' and n.nspname = any ($1) order by 1`,
    [schemas],
  )
  return rows
}

/** Read after the snapshot was taken, so never behind what its rows hold. */
async function sequencesOf(client: pg.ClientBase, schemas: readonly string[]): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = any ($1) order by 1`,
    [schemas],
  )
  const sequences: Manifest['sequences'] = []
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${name}`,
    )
    sequences.push(...state.map((one) => ({ name, ...one })))
  }
  return sequences
}
