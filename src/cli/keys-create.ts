import { readConfig } from '#kernel/config'
import { migrationState } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type Terminal, UsageError } from './command.ts'
import { createKeyIn, type KeyWish } from './create-key.ts'
import { openHere } from './open-here.ts'
import { readOptions } from './options.ts'

/** Prints the key alone on standard output, so that a script can take it; what goes with it is told on standard error. */
export async function keysCreate(args: readonly string[], { env, out, err }: Terminal): Promise<number> {
  const wish = readWish(args)
  await using here = await openHere(readConfig(env))
  const { missing } = await migrationState(here.database)
  if (missing.length > 0) {
    throw new Problem(
      'unavailable',
      'The database is not ready for this release: start Switchboard once, then make the key.',
    )
  }
  out(await createKeyIn(here.database, wish))
  err('Keep it like a password: it is not shown again. Programs send it as "Authorization: Bearer …".')
  return 0
}

function readWish(args: readonly string[]): KeyWish {
  const { role, brand, name = 'made on the command line' } = readOptions(args, ['role', 'brand', 'name'])
  if (role === undefined) throw new UsageError('--role is missing: what may the program do? For example --role admin')
  if (brand === undefined) throw new UsageError("--brand is missing: for which brand? For example --brand '*'")
  if (name.length > 80) throw new UsageError('--name is too long: 80 characters at most')
  return { role, brand, name }
}
