import { type Config, keepSecrets, keptSecrets, newSecret, readConfig } from '#kernel/config'
import { runningEmbedded } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type Resealed, resealColumn } from '#kernel/seal'
import type { Terminal } from './command.ts'
import { openWhole } from './open-whole.ts'
import { readOptions } from './options.ts'

/**
 * Seals everything with the first secret of the list that older ones have sealed. With SWITCHBOARD_SECRET the operator makes the
 * list, and the product may run; the secret in the data folder is changed by us, while nobody has the old one in memory.
 */
export async function rekey(args: readonly string[], { env, out, err }: Terminal): Promise<number> {
  readOptions(args, [])
  const config = readConfig(env)
  const kept = env.SWITCHBOARD_SECRET === undefined || env.SWITCHBOARD_SECRET === '' ? config.dataDir : null
  const secrets = kept === null ? givenSecrets(config) : await twoSecrets(config)
  const sum = await resealAll({ ...config, secrets }, err)
  out(`${sum.done} sealed anew, ${sum.before} were already, ${sum.locked} cannot be opened by any of the secrets.`)
  if (sum.locked > 0) {
    err(
      'What cannot be opened was left as it is: put the secret it was sealed with at the end of the list, and run this again.',
    )
    err('If nobody has it, enter the secrets of those accounts again in the console.')
    return 1
  }
  if (kept !== null) {
    // Backups made until now are locked with them.
    keepSecrets(kept, secrets.slice(1), 'secret.before')
    keepSecrets(kept, secrets.slice(0, 1))
  }
  err(
    kept === null
      ? NOW_TAKE_IT_OUT
      : `${kept}/secret holds the new one: keep a copy of it. The old one is in secret.before, for the backups it locks: take it elsewhere.`,
  )
  return 0
}

const NOW_TAKE_IT_OUT =
  'The old secret opens nothing any more: take it out of SWITCHBOARD_SECRET on every node. Keep it for as long as backups are kept that it locks.'

function givenSecrets({ secrets }: Config): readonly string[] {
  if (secrets.length > 1) return secrets
  throw new Problem(
    'unprocessable',
    'SWITCHBOARD_SECRET holds one secret, so there is nothing to change to. Put a new one in front of it, separated by a comma, on every node; start them anew; then run this again.',
  )
}

/** A second one that is there already is of a run that was interrupted. */
async function twoSecrets({ dataDir }: Config): Promise<readonly string[]> {
  if (runningEmbedded(dataDir) !== null)
    throw new Problem(
      'unavailable',
      `Switchboard runs on ${dataDir} with the secret in its memory. Nothing was changed. Stop it, then run this again.`,
    )
  const kept = keptSecrets(dataDir)
  if (kept.length > 1) return kept
  const both = [newSecret(), ...kept]
  keepSecrets(dataDir, both)
  return both
}

async function resealAll(config: Config, err: (line: string) => void): Promise<Resealed> {
  await using running = await openWhole(config)
  const sum: Resealed = { done: 0, before: 0, locked: 0 }
  for (const column of running.app.registered.sealed.values()) {
    const one = await resealColumn(running.app.database.pool, config.secrets, column)
    err(`  ${column.table} ${column.column}: ${one.done} sealed anew, ${one.before} were already, ${one.locked} locked`)
    sum.done += one.done
    sum.before += one.before
    sum.locked += one.locked
  }
  return sum
}
