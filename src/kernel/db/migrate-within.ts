import type pg from 'pg'
import { Problem } from '#kernel/errors'
import { type Migration, readMigrations, SCHEMA_OF_MIGRATIONS } from './migrate.ts'

export type RanMigration = Pick<Migration, 'name' | 'checksum'>

/**
 * Makes the schema as it was when just these migrations had run, in an empty database and in the caller's transaction.
 * Which of them ran is not written down: that comes with the content. Throws when one is unknown here or was changed since.
 */
export async function migrateWithin(client: pg.ClientBase, ran: readonly RanMigration[]): Promise<void> {
  const chosen = migrationsThatRan(ran)
  await client.query(SCHEMA_OF_MIGRATIONS)
  // Nobody works here yet, so what is done beside the traffic elsewhere can be done in one go.
  for (const { text } of chosen) await client.query(text.replaceAll(/\bconcurrently\b/gi, ''))
}

/** Ours of these names; throws when one is unknown here or was changed since. */
export function migrationsThatRan(ran: readonly RanMigration[]): Migration[] {
  const ours = new Map(readMigrations().map((migration) => [migration.name, migration]))
  const newer = ran.filter(({ name }) => !ours.has(name))
  if (newer.length > 0)
    throw new Problem(
      'unprocessable',
      `This comes from a newer release of Switchboard (${newer.map(({ name }) => name).join(', ')}). Nothing was changed. Use that release, or a later one.`,
    )
  const changed = ran.filter(({ name, checksum }) => ours.get(name)?.checksum !== checksum)
  if (changed.length > 0)
    throw new Problem(
      'unprocessable',
      `These migrations are not those that ran where this comes from: ${changed.map(({ name }) => name).join(', ')}. Nothing was changed. Use the release that made it.`,
    )
  return ran.flatMap(({ name }) => ours.get(name) ?? []).sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** The schemas that migrations make: those that are ours in a database that others may share. */
export const ownSchemas = (): string[] => [
  ...new Set(
    readMigrations().flatMap(({ text }) =>
      [...text.matchAll(/^create schema (?:if not exists )?([a-z_]+)/gim)].flatMap(([, name]) => name ?? []),
    ),
  ),
]
