import { createHash } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Problem } from '#kernel/errors'
import type { ServerUser } from './server-user.ts'

/** Where the embedded database keeps what it needs. All paths absolute, without symlinks. */
export interface Place {
  /** Ours: the password, the holder, the log. The server's user may pass through it. */
  home: string
  /** The cluster. */
  cluster: string
  passwordFile: string
  holderFile: string
  logFile: string
  notes: string[]
}

/** Finds or makes the folder of the database under dataDir; elsewhere when the server's user cannot get there. */
export function findPlace(dataDir: string, user: ServerUser | null): Place {
  const asked = join(openDataDir(dataDir), 'postgres')
  const signpost = `${asked}-is-at`
  const moved = existsSync(signpost) ? readFileSync(signpost, 'utf8').trim() : null
  if (moved !== null) return openPlace(moved, user, [movedNote(moved)])
  if (user === null || canEnter(dirname(asked), user)) return openPlace(asked, user, [])
  const elsewhere = pickElsewhere(asked)
  const place = openPlace(elsewhere, user, [movedNote(elsewhere, user.name)])
  writeFileSync(signpost, `${elsewhere}\n`)
  return place
}

function openDataDir(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
    accessSync(dataDir, constants.W_OK)
    return realpathSync(resolve(dataDir))
  } catch {
    throw new Problem(
      'unavailable',
      `The data folder ${dataDir} cannot be written: change its owner, or set SWITCHBOARD_DATA.`,
    )
  }
}

const movedNote = (home: string, user?: string): string =>
  user === undefined
    ? `The database is kept in ${home}.`
    : `The database is kept in ${home}, because it runs as the user "${user}", who may not enter the data folder.`

/** Named after the asked folder, so that two checkouts never share one. /var/lib is root's alone; /var/tmp outlives a reboot. */
function pickElsewhere(asked: string): string {
  const name = `switchboard-${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`
  for (const parent of ['/var/lib', '/var/tmp']) {
    try {
      mkdirSync(join(parent, name), { mode: 0o711 })
      return join(parent, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && isOurs(join(parent, name))) return join(parent, name)
    }
  }
  throw new Problem(
    'unavailable',
    `The database user cannot reach ${asked}. Set SWITCHBOARD_DATA to a folder every user may enter.`,
  )
}

const isOurs = (path: string): boolean => {
  const found = lstatSync(path)
  return found.isDirectory() && found.uid === process.getuid?.()
}

function openPlace(home: string, user: ServerUser | null, notes: string[]): Place {
  mkdirSync(home, { recursive: true, mode: user === null ? 0o700 : 0o711 })
  if (!isOurs(home)) {
    throw new Problem(
      'unavailable',
      `The data under ${home} belongs to another user: run as that user, or set SWITCHBOARD_DATA.`,
    )
  }
  return {
    home,
    cluster: join(home, 'cluster'),
    passwordFile: join(home, 'password'),
    holderFile: join(home, 'holder'),
    logFile: join(home, 'server.log'),
    notes,
  }
}

/** Makes a folder that belongs to the server's user alone. */
export function makePrivate(path: string, user: ServerUser | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (user !== null) chownSync(path, user.uid, user.gid)
}

/** May this user pass through the folder and all above it? Looks at the mode bits, as the kernel does. */
export function canEnter(path: string, user: ServerUser): boolean {
  const { mode, uid, gid } = statSync(path)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  if ((mode & bit) === 0) return false
  const parent = dirname(path)
  return parent === path || canEnter(parent, user)
}
