import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Reading } from './faults.ts'

const SHORTEST = 32

/** The secrets given, or the one kept in `<dataDir>/secret` (made there once, readable by its owner only). Never shown. */
export function readSecrets(from: Reading, dataDir: string, databaseUrl: string | null): readonly string[] {
  const given = from.text('SWITCHBOARD_SECRET')
  if (given !== undefined) return checked(from, given)
  if (databaseUrl === null) return kept(from, dataDir)
  from.fault(
    'SWITCHBOARD_SECRET',
    'is missing, and with DATABASE_URL nothing can make it for you',
    'Give every node the same one, for example from: openssl rand -base64 48',
  )
  return []
}

function checked({ fault }: Reading, given: string): readonly string[] {
  const secrets = given.split(',').map((part) => part.trim())
  const short = secrets.findIndex((secret) => secret.length < SHORTEST)
  const which = secrets.length === 1 ? 'is' : `has as entry ${short + 1} of ${secrets.length} one that is`
  if (short >= 0)
    fault(
      'SWITCHBOARD_SECRET',
      `${which} too short`,
      `Each must have ${SHORTEST} characters or more, separated by commas.`,
    )
  return secrets
}

function kept({ fault }: Reading, dataDir: string): readonly string[] {
  const file = join(dataDir, 'secret')
  try {
    readOrMake(file, dataDir)
    const secrets = keptSecrets(dataDir)
    if (secrets.length > 0 && secrets.every((secret) => secret.length >= SHORTEST)) return secrets
    fault(
      'SWITCHBOARD_SECRET',
      `in ${file} is too short`,
      'Put the right file back from your backup: without it nobody can sign in.',
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    fault('SWITCHBOARD_DATA', `cannot be used (${code} at ${file})`, 'It must be a folder this user may write to.')
  }
  return []
}

/** One a line, the newest first: two while `rekey` changes from one to the other. */
export const keptSecrets = (dataDir: string): readonly string[] =>
  readFileSync(join(dataDir, 'secret'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Written whole beside its place and on the disk before it takes it: whoever reads finds the old ones or the new. */
export function keepSecrets(dataDir: string, secrets: readonly string[], name = 'secret'): void {
  const draft = join(dataDir, `${name}.${process.pid}`)
  const file = openSync(draft, 'w', 0o600)
  writeSync(file, `${secrets.join('\n')}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, join(dataDir, name))
}

export const newSecret = (): string => randomBytes(48).toString('base64url')

function readOrMake(file: string, dataDir: string): void {
  try {
    readFileSync(file, 'utf8')
    return
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  make(file)
}

/** Written whole beside its place, then linked: of two starts at once one wins and neither reads half a secret. */
function make(file: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${newSecret()}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
}
