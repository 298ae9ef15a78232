import { execFile } from 'node:child_process'
import { chownSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { Problem } from '#kernel/errors'
import type { Engine } from './engine.ts'
import { forceToDisk, writeSecret } from './files.ts'
import { makePrivate, type Place } from './place.ts'
import type { ServerUser } from './server-user.ts'

const run = promisify(execFile)

/** Makes the cluster when there is none. It appears whole or not at all: it is made aside and renamed. */
export async function makeCluster(
  place: Place,
  engine: Engine,
  user: ServerUser | null,
  password: string,
): Promise<void> {
  if (existsSync(place.cluster)) return requireMajor(place.cluster, engine.major)
  const making = `${place.cluster}.tmp`
  const passwordForInitdb = `${place.passwordFile}.initdb`
  rmSync(making, { recursive: true, force: true })
  makePrivate(making, user)
  writeSecret(passwordForInitdb, password)
  if (user !== null) chownSync(passwordForInitdb, user.uid, user.gid)
  try {
    await initdb(engine, user, ['-D', making, `--pwfile=${passwordForInitdb}`])
  } finally {
    rmSync(passwordForInitdb, { force: true })
  }
  renameSync(making, place.cluster)
  forceToDisk(place.home)
}

/** Letters are told from punctuation by the locale's character classes, which "C" knows for ASCII only; sorting is ICU's. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

async function initdb(engine: Engine, user: ServerUser | null, where: string[]): Promise<void> {
  const fixed = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '-k', '--no-instructions', '--lc-messages=C']
  const collation = ['--locale=C', `--lc-ctype=${LOCALE}`, '--locale-provider=icu', '--icu-locale=und']
  try {
    await run(engine.program('initdb'), [...fixed, ...collation, ...where], {
      ...asUser(user),
      cwd: '/',
      env: serverEnv(),
    })
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || (error as Error).message
    throw new Problem('unavailable', `The database could not be created. initdb says: ${said}`)
  }
}

export const asUser = (user: ServerUser | null): { uid?: number; gid?: number } =>
  user === null ? {} : { uid: user.uid, gid: user.gid }

/** Nothing of our own environment: PG* variables and secrets stay out of the server. */
export const serverEnv = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: LOCALE, TZ: 'UTC' })

function requireMajor(cluster: string, major: string): void {
  const found = readFileSync(`${cluster}/PG_VERSION`, 'utf8').trim()
  if (found === major) return
  throw new Problem(
    'unavailable',
    `The data in ${cluster} was written by PostgreSQL ${found}, and this is PostgreSQL ${major}. Nothing was changed. Make a backup with the release that wrote it and restore it here, or set SWITCHBOARD_DATA to a new folder.`,
  )
}
