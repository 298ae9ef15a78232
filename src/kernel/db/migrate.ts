import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { Problem } from '#kernel/errors'
import type { Database } from './database.ts'
import { runMigration } from './run-migration.ts'

export interface Migration {
  /** The file's name without .sql. */
  name: string
  text: string
  /** sha256 of the text, hex. */
  checksum: string
}

export interface Migrated {
  /** Run now, in order. */
  applied: string[]
  /** Found in the database and not among ours: a newer release was here. */
  newer: string[]
}

const FOLDER = join(import.meta.dirname, '../../../migrations')
/** Any fixed number: whoever holds this advisory lock migrates. */
const LOCK = 7_215_001

/** Brings the schema up to this release. One node at a time; the others wait, then find nothing to do. */
export async function migrate(database: Pick<Database, 'pool'>, folder = FOLDER): Promise<Migrated> {
  const ours = readMigrations(folder)
  const client = await database.pool.connect()
  try {
    const seen = compare(ours, await readDone(client))
    if (seen.missing.length === 0) return { applied: [], newer: seen.newer }
    return await migrateAlone(client, ours)
  } finally {
    client.release()
  }
}

/** What migrate() would do now, without doing it. */
export async function migrationState(
  database: Pick<Database, 'pool'>,
  folder = FOLDER,
): Promise<{ missing: string[]; newer: string[] }> {
  const client = await database.pool.connect()
  try {
    const { missing, newer } = compare(readMigrations(folder), await readDone(client))
    return { missing: missing.map(({ name }) => name), newer }
  } finally {
    client.release()
  }
}

async function migrateAlone(client: pg.PoolClient, ours: Migration[]): Promise<Migrated> {
  // Waiting for another node may take as long as its migrations do.
  await client.query('set statement_timeout = 0; set lock_timeout = 0')
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await client.query(SCHEMA_OF_MIGRATIONS)
    const { missing, newer } = compare(ours, await readDone(client))
    for (const migration of missing) await runMigration(client, migration)
    return { applied: missing.map(({ name }) => name), newer }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    await client.query('reset all')
  }
}

export const SCHEMA_OF_MIGRATIONS = `
  create schema if not exists kernel;
  create table if not exists kernel.migration (
    name     text primary key,
    checksum text not null,
    at       timestamptz not null default clock_timestamp()
  )`

/** In the order of their names, which is the order they run in. */
export function readMigrations(folder = FOLDER): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    return { name: file.slice(0, -'.sql'.length), text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

/** Name → checksum of what ran here; null when nothing ever did. */
async function readDone(client: pg.PoolClient): Promise<Map<string, string>> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `select to_regclass('kernel.migration') is not null as there`,
  )
  if (!there[0]?.there) return new Map()
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from kernel.migration order by name',
  )
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

function compare(ours: Migration[], done: Map<string, string>): { missing: Migration[]; newer: string[] } {
  const changed = ours.filter(({ name, checksum }) => (done.get(name) ?? checksum) !== checksum)
  if (changed.length > 0) throw changedProblem(changed)
  const known = new Set(ours.map(({ name }) => name))
  return {
    missing: ours.filter(({ name }) => !done.has(name)),
    newer: [...done.keys()].filter((name) => !known.has(name)),
  }
}

const changedProblem = (changed: Migration[]): Problem =>
  new Problem(
    'unavailable',
    `These migrations were changed after they ran here: ${changed.map(({ name }) => name).join(', ')}. Nothing was done. Put back the text that ran and write a new migration for the change.`,
  )
