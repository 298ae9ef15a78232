import type pg from 'pg'
import { Problem } from '#kernel/errors'
import type { Migration } from './migrate.ts'
import { inTransaction, withShortLocks } from './short-locks.ts'

/** Runs one file and remembers that it ran. */
export async function runMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  const run = /^-- no transaction\b/.test(migration.text) ? runBare : runWhole
  try {
    await withShortLocks(client, () => run(client, migration))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Problem('unavailable', `The migration ${migration.name} failed: ${why}`, { cause: error })
  }
}

const runWhole = (client: pg.ClientBase, migration: Migration): Promise<void> =>
  inTransaction(client, async () => {
    await client.query(migration.text)
    await record(client, migration)
  })

/** For what PostgreSQL does only outside a transaction: each statement by itself, ended by a semicolon at the end of a line, and written so that it can be run again. */
async function runBare(client: pg.ClientBase, migration: Migration): Promise<void> {
  const statements = migration.text.replaceAll(/^\s*--.*$/gm, '').split(/;\s*(?:\n|$)/)
  for (const statement of statements) if (statement.trim() !== '') await client.query(statement)
  await record(client, migration)
}

async function record(client: pg.ClientBase, { name, checksum }: Migration): Promise<void> {
  await client.query('insert into kernel.migration (name, checksum) values ($1, $2)', [name, checksum])
}
