import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#kernel/config'
import { type Database, migrationState } from '#kernel/db'
import { inPlainWords } from '../../plain-words.ts'
import { openHere } from '../open-here.ts'
import { checkDomains } from './domains.ts'
import { bad, type Finding, ok, warn } from './finding.ts'

const OLDEST = 15

export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl === null && !hasData(config.dataDir)) {
    return [ok('database', 'none yet: the first start makes it')]
  }
  try {
    await using here = await openHere(config)
    return [
      await checkVersion(here.database),
      await checkMigrations(here.database),
      await checkClock(here.database),
      ...(await checkDomains(here.database, config)),
    ]
  } catch (error) {
    return [bad('database', 'cannot be used', inPlainWords(error).split('\n')[0] ?? '')]
  }
}

/** The second is the signpost the launcher leaves when the database had to live elsewhere. */
const hasData = (dataDir: string): boolean =>
  ['postgres', 'postgres-is-at'].some((name) => existsSync(join(dataDir, name)))

async function checkVersion({ pool }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ version: string; number: number; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
            current_setting('server_encoding') as encoding`,
  )
  const [{ version, number, encoding } = { version: 'unknown', number: 0, encoding: 'unknown' }] = rows
  const seen = `PostgreSQL ${version}, ${encoding}`
  if (number < OLDEST * 10_000) return bad('database', seen, `Switchboard needs PostgreSQL ${OLDEST} or newer.`)
  return encoding === 'UTF8'
    ? ok('database', seen)
    : bad('database', seen, "Make the database anew with: create database … encoding 'UTF8' template template0")
}

async function checkMigrations(database: Database): Promise<Finding> {
  const { missing, newer } = await migrationState(database)
  if (newer.length > 0)
    return warn(
      'schema',
      `${newer.length} migrations of a newer release have run`,
      'Start the newer release, unless you are in the middle of an upgrade.',
    )
  return ok('schema', missing.length === 0 ? 'up to date' : `${missing.length} migrations will run at the next start`)
}

/** The database's own watch decides leases; ours decides deadlines. Half of the round trip is taken for the way there. */
async function checkClock({ pool }: Database): Promise<Finding> {
  const sent = Date.now()
  const { rows } = await pool.query<{ ms: string }>(`select extract(epoch from clock_timestamp()) * 1000 as ms`)
  const apart = Math.abs(Number(rows[0]?.ms) - (sent + Date.now()) / 2) / 1000
  const seen = `${apart.toFixed(2)} s apart from the database's`
  if (apart > 30)
    return bad(
      'clock',
      seen,
      'Run a time service (chrony or systemd-timesyncd) on both machines: deadlines would be wrong.',
    )
  return apart > 1
    ? warn('clock', seen, 'Run a time service (chrony or systemd-timesyncd) on both machines.')
    : ok('clock', seen)
}
