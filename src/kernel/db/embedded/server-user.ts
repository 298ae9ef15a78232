import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { Problem } from '#kernel/errors'

/** Whom the server runs as when we are root, whom PostgreSQL refuses. */
export interface ServerUser {
  name: string
  uid: number
  gid: number
}

/** Null: as ourselves. */
export function pickServerUser(): ServerUser | null {
  if (process.getuid?.() === 0) return pickForRoot(readFileSync('/etc/passwd', 'utf8'))
  requireName()
  return null
}

export function pickForRoot(passwd: string): ServerUser {
  const users = passwd.split('\n').map((line) => line.split(':'))
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const found = users.find(([name]) => name === wanted)
    if (found) return { name: wanted, uid: Number(found[2]) >>> 0, gid: Number(found[3]) >>> 0 }
  }
  throw new Problem(
    'unavailable',
    'PostgreSQL refuses to run as root, and there is neither a user "postgres" nor "nobody": run as another user, or set DATABASE_URL.',
  )
}

/** initdb looks its user up by id and fails with a sentence nobody understands. */
function requireName(): void {
  try {
    userInfo()
  } catch {
    throw new Problem(
      'unavailable',
      `The user id ${process.getuid?.()} has no name on this machine, and PostgreSQL refuses such users: give it a line in /etc/passwd, run as another user, or set DATABASE_URL.`,
    )
  }
}
