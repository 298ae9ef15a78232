import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Config, type Env, isLoopback } from '#kernel/config'
import { bad, type Finding, ok, warn } from './finding.ts'

const NODE = 26
const GIB = 1024 ** 3

export function checkNode(version: string): Finding {
  if (Number.parseInt(version, 10) >= NODE) return ok('node', `version ${version}`)
  return bad(
    'node',
    `version ${version}`,
    `Start Switchboard by its npm scripts, which bring Node ${NODE}, or install Node ${NODE}.`,
  )
}

/** Looked at before the settings are read, since reading them makes the secret. */
export function checkSecret(env: Env): Finding {
  if (env.SWITCHBOARD_SECRET) return ok('secret', 'from SWITCHBOARD_SECRET')
  const file = join(resolve(env.SWITCHBOARD_DATA || './data'), 'secret')
  if (existsSync(file)) return ok('secret', `kept in ${file}: a backup without it cannot be signed in to`)
  return env.DATABASE_URL
    ? bad('secret', 'missing', 'Set SWITCHBOARD_SECRET, the same on every node: openssl rand -base64 48')
    : ok('secret', `made now, kept in ${file}`)
}

/** More than one: the secret is being changed, or its change was interrupted. */
export function checkChange({ secrets }: Config, env: Env): Finding[] {
  if (secrets.length < 2) return []
  return env.SWITCHBOARD_SECRET
    ? [
        warn(
          'secret',
          `${secrets.length} of them in SWITCHBOARD_SECRET: what the older ones have sealed stays sealed with them until it is changed`,
          'Once every node has the new one: npm run -s switchboard -- rekey. Then take the older ones out.',
        ),
      ]
    : [
        warn(
          'secret',
          'a change of it was interrupted: the data folder holds the new and the old one, and both open what they sealed',
          'Stop Switchboard and run: npm run -s switchboard -- rekey. It goes on where it stood.',
        ),
      ]
}

export function checkSettings({ host, publicUrl, databaseUrl, demo }: Config): Finding[] {
  const open = !isLoopback(host)
  const found: Finding[] = []
  if (open && publicUrl === null)
    found.push(
      warn(
        'address',
        `open to others on ${host}, without PUBLIC_URL`,
        'Put a proxy with TLS in front and set PUBLIC_URL to its https:// address.',
      ),
    )
  if (demo) found.push(ok('demo', 'on: anybody at this machine can sign in'))
  if (publicUrl !== null && databaseUrl === null)
    found.push(
      warn(
        'database',
        'the embedded one behind a public address',
        'It is for trying out and small sites: see docs/run.md for a PostgreSQL of your own.',
      ),
    )
  return found
}

export async function checkDisk({ dataDir }: Config): Promise<Finding> {
  const { bavail, bsize } = await statfs(existing(dataDir))
  const free = (bavail * bsize) / GIB
  const seen = `${free.toFixed(1)} GiB free under ${dataDir}`
  if (free < 1)
    return bad(
      'disk',
      seen,
      'PostgreSQL stops when the disk is full. Make room, or move SWITCHBOARD_DATA to a larger disk.',
    )
  return free < 5 ? warn('disk', seen, 'Make room before it is less than 1 GiB.') : ok('disk', seen)
}

const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)))
