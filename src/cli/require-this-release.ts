import { type Database, migrationState } from '#kernel/db'
import { Problem } from '#kernel/errors'

/** Commands that read and write content need the tables of this release. */
export async function requireThisRelease(database: Database): Promise<void> {
  const { missing } = await migrationState(database)
  if (missing.length === 0) return
  throw new Problem(
    'unavailable',
    'The database is not ready for this release: start Switchboard once, then try again.',
  )
}
