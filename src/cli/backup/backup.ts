import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { writeBackup } from '#kernel/backup'
import { storeOf } from '#kernel/blobs'
import { systemClock } from '#kernel/clock'
import { readConfig } from '#kernel/config'
import { type Terminal, UsageError } from '../command.ts'
import { openHere } from '../open-here.ts'
import { readWords } from '../options.ts'
import { requireThisRelease } from '../require-this-release.ts'
import { keepErasuresBeside } from './erasures.ts'
import { keysOf } from './keys-of.ts'
import { showProgress } from './progress.ts'

/** One file with everything but the secret, while the product goes on. Prints its path. */
export async function backup(args: readonly string[], { env, out, err }: Terminal): Promise<number> {
  const { words, options } = readWords(args, ['passphrase-file'])
  const [where, ...more] = words
  if (where === undefined || more.length > 0) throw new UsageError('Where to? Name one file or folder')
  const config = readConfig(env)
  const keys = keysOf(config, options['passphrase-file'])
  const path = pathIn(where)
  await using here = await openHere(config)
  await requireThisRelease(here.database)
  const store = storeOf(config)
  const client = await here.database.pool.connect()
  const progress = showProgress(err)
  try {
    const { bytes, missing } = await writeBackup(
      { client, store, secrets: config.secrets, tell: progress.tell },
      path,
      keys,
    )
    await keepErasuresBeside(dirname(path), here.database, store)
    err(`${progress.sum()}; the file has ${(bytes / 1_000_000).toFixed(1)} MB.`)
    err(
      keys.kind === 'secret'
        ? 'It is locked with SWITCHBOARD_SECRET, which is not in it: keep that elsewhere.'
        : 'It is locked with the passphrase. SWITCHBOARD_SECRET is not in it, and is needed beside the passphrase to restore it.',
    )
    for (const key of missing) err(`The attachment ${key} is missing or not whole; everything else is in the backup.`)
    out(path)
    return missing.length === 0 ? 0 : 1
  } finally {
    client.release(true)
  }
}

/** A folder gets a new name for each time, which sorts by time. */
function pathIn(where: string): string {
  const path = resolve(where)
  const isFolder = where.endsWith('/') || (existsSync(path) && statSync(path).isDirectory())
  if (!isFolder && !existsSync(dirname(path))) throw new UsageError(`The folder ${dirname(path)} is not there`)
  if (!isFolder) return path
  if (!existsSync(path)) throw new UsageError(`The folder ${path} is not there`)
  const at = systemClock.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  return join(path, `switchboard-${at}Z.backup`)
}
