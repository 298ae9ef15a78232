import { readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readIfThere } from './files.ts'
import { startOf } from './process.ts'

/** What a running server writes about itself into postmaster.pid. */
export interface Postmaster {
  pid: number
  socketDir: string
  ready: boolean
}

const fileOf = (cluster: string): string => join(cluster, 'postmaster.pid')

/** The server that runs on this cluster; null when none does. */
export function findPostmaster(cluster: string): Postmaster | null {
  const lines = readIfThere(fileOf(cluster))?.split('\n')
  const pid = Number(lines?.[0] || Number.NaN)
  if (lines === undefined || startOf(pid) === null || !mayWorkIn(pid, cluster)) return null
  return { pid, socketDir: lines[4] ?? '', ready: lines[7]?.startsWith('ready') ?? false }
}

const DYING_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 20

/**
 * Removes the mark of a dead server. PostgreSQL does so itself, but not while its process id belongs to somebody: to
 * another process, or to a corpse that nobody collects, as in a container without an init. Its own processes share
 * its memory and must be gone first. Where the system does not tell who works where, PostgreSQL decides alone.
 */
export async function clearAfterDeath(cluster: string): Promise<void> {
  if (process.platform !== 'linux' || readIfThere(fileOf(cluster)) === null) return
  for (let waited = 0; waited < DYING_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (!isWorkedIn(cluster)) return rmSync(fileOf(cluster), { force: true })
    await pause(LOOK_EVERY_MS)
  }
}

const isWorkedIn = (cluster: string): boolean =>
  readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && folderOf(entry) === cluster)

/** All processes of a server work in its cluster's folder. */
function mayWorkIn(pid: number, cluster: string): boolean {
  const folder = folderOf(pid)
  return folder === null || folder === cluster
}

/** Null where the system does not tell. */
function folderOf(pid: number | string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}
