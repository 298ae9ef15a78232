import { dirname, join, resolve } from 'node:path'
import { type BackupFile, loadSnapshot, openBackup } from '#kernel/backup'
import { fileLedger, LEDGER, storeOf } from '#kernel/blobs'
import { type Config, readConfig } from '#kernel/config'
import { runningEmbedded } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type Terminal, UsageError } from '../command.ts'
import { openHere } from '../open-here.ts'
import { readWords } from '../options.ts'
import { type Forgotten, forgottenIn } from './erasures.ts'
import { finishRestore, forgetLater } from './finish-restore.ts'
import { keysOf } from './keys-of.ts'
import { type Shown, showProgress } from './progress.ts'

/** Puts a backup into an empty database and the attachments of these settings, and forgets again who was forgotten since. */
export async function restore(args: readonly string[], { env, err }: Terminal): Promise<number> {
  const { words, options, flags } = readWords(args, ['passphrase-file', 'erasures'], ['check'])
  const [file, ...more] = words
  if (file === undefined || more.length > 0) throw new UsageError('Which one? Name one file')
  const config = readConfig(env)
  if (!flags.has('check')) refuseWhileRunning(config)
  const progress = showProgress(err)
  const backup = await openBackup(resolve(file), keysOf(config, options['passphrase-file']), progress.tell)
  err(`The file is whole and the key is right (${(backup.bytes / 1_000_000).toFixed(1)} MB).`)
  if (flags.has('check')) return 0
  const forgotten = await whoWasForgotten(config, resolve(file), options.erasures)
  const missing = await fill(config, backup, forgotten, progress)
  err(`${progress.sum()}.`)
  const counts = await finishRestore(config, forgotten)
  err(
    `Forgotten again, of those who asked for it since: ${counts.contacts} contacts, ${counts.conversations} conversations.`,
  )
  for (const key of missing) err(`The attachment ${key} was missing when the backup was taken.`)
  err('Restored. Start Switchboard; open windows fetch anew by themselves.')
  return 0
}

/** It would go on with what it has in memory, and hold the database that is to be empty. */
function refuseWhileRunning(config: Config): void {
  if (config.databaseUrl !== null || runningEmbedded(config.dataDir) === null) return
  throw new Problem(
    'unavailable',
    `Switchboard runs on ${config.dataDir}. Nothing was changed. Stop it, and set SWITCHBOARD_DATA to a new folder.`,
  )
}

/** From all that is at hand: beside the attachments, beside the backup, and the file that was named. */
async function whoWasForgotten(config: Config, file: string, named: string | undefined): Promise<Forgotten> {
  const beside = fileLedger(join(dirname(file), LEDGER))
  const given = named === undefined ? [] : [fileLedger(resolve(named))]
  const [own, theirs] = await Promise.all([forgottenIn([storeOf(config).ledger, beside]), forgottenIn(given)])
  if (named !== undefined && theirs.contacts.length + theirs.conversations.length === 0)
    throw new UsageError(`--erasures ${named} names nobody: it must be a file "${LEDGER}" of Switchboard`)
  return {
    contacts: [...new Set([...own.contacts, ...theirs.contacts])],
    conversations: [...new Set([...own.conversations, ...theirs.conversations])],
  }
}

async function fill(
  config: Config,
  backup: BackupFile,
  forgotten: Forgotten,
  { tell }: Shown,
): Promise<readonly string[]> {
  await using here = await openHere(config)
  const client = await here.database.pool.connect()
  try {
    const { sums } = await loadSnapshot(
      { client, store: storeOf(config), secrets: config.secrets, tell, finish: (tx) => forgetLater(tx, forgotten) },
      backup.contents(),
    )
    return sums.blobs.missing
  } finally {
    client.release(true)
  }
}
