import type pg from 'pg'
import { loadSnapshot, takeSnapshot } from '#kernel/backup'
import { storeOf } from '#kernel/blobs'
import { type Config, databaseUrlFault, readConfig } from '#kernel/config'
import { Problem } from '#kernel/errors'
import { type Terminal, UsageError } from '../command.ts'
import { type Here, openHere } from '../open-here.ts'
import { readWords } from '../options.ts'
import { requireThisRelease } from '../require-this-release.ts'
import { finishRestore } from './finish-restore.ts'
import { type Shown, showProgress } from './progress.ts'

/** A snapshot of one database read straight into another; attachments and secret stay where they are, and so does the old database. */
export async function move(args: readonly string[], { env, err }: Terminal): Promise<number> {
  const { words } = readWords(args, [])
  const [to, ...more] = words
  if (to === undefined || more.length > 0) throw new UsageError('Where to? Name a database, or embedded')
  const from = readConfig(env)
  const target = { ...from, databaseUrl: urlIn(to) }
  if (target.databaseUrl === from.databaseUrl) throw new UsageError('That is the database you move from')
  const progress = showProgress(err)
  await copy(from, target, progress)
  err(`${progress.sum()}.`)
  await finishRestore(target, { contacts: [], conversations: [] })
  for (const line of whatNow(target, env.SWITCHBOARD_SECRET)) err(line)
  return 0
}

function urlIn(to: string): string | null {
  if (to === 'embedded') return null
  const wrong = databaseUrlFault(to)
  if (wrong === null) return to
  throw new UsageError(
    `That database ${wrong}: it must read like postgres://user@host:5432/database, or be the word embedded`,
  )
}

async function copy(from: Config, to: Config, { tell }: Shown): Promise<void> {
  await using source = await openHere(from)
  await refuseWhileUsed(source)
  await requireThisRelease(source.database)
  await using target = await openHere(to)
  const [reading, writing] = [await source.database.pool.connect(), await target.database.pool.connect()]
  const { secrets } = from
  const store = storeOf(from)
  try {
    const tar = takeSnapshot({ client: reading, store: null, secrets, tell: () => {} })
    await loadSnapshot({ client: writing, store, secrets, tell }, tar)
  } finally {
    reading.release(true)
    writing.release(true)
  }
}

/** What would be written to the old database from now on would be lost. */
async function refuseWhileUsed({ database, borrowed }: Here): Promise<void> {
  if (borrowed || (await others(database.pool)) > 0)
    throw new Problem(
      'unavailable',
      'Switchboard runs on the database you move from. Nothing was changed. Stop every node, then move.',
    )
}

async function others(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) from pg_stat_activity
     where datname = current_database() and application_name = 'switchboard' and pid <> pg_backend_pid()`,
  )
  return rows[0]?.count ?? 0
}

const whatNow = ({ databaseUrl, dataDir }: Config, secret: string | undefined): string[] => [
  'Moved. The old database is as it was.',
  ...(databaseUrl === null
    ? ['Now take DATABASE_URL away, keep SWITCHBOARD_SECRET set to what it is, and start Switchboard.']
    : ['Now set DATABASE_URL to the new one, and start Switchboard.']),
  ...(databaseUrl !== null && !secret
    ? [`With DATABASE_URL the secret is a setting: SWITCHBOARD_SECRET must be what stands in ${dataDir}/secret.`]
    : []),
]
