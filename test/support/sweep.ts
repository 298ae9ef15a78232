import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Ends the servers and removes the folders of test runs that were killed. Each folder says in `run` which process made it. One that does
 * not go stays for the next sweep: what an earlier run left never stops this one.
 */
export function sweep(parent: string, prefix: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent, name)
    const run = readNumber(join(folder, 'run'))
    if (run === null || isAlive(run)) continue
    try {
      endRun(folder)
    } catch (error) {
      console.warn(`An earlier run left ${folder}, and it cannot be removed.`, error)
    }
  }
}

/** Ends the servers of one run at once, takes its small disks away and removes its folder; nothing when it is gone already. */
export function endRun(folder: string): void {
  for (const file of globSync('{,scratch/*/}postgres/cluster/postmaster.pid', { cwd: folder })) {
    const cluster = dirname(join(folder, file))
    const pid = readNumber(join(folder, file))
    if (pid !== null && worksIn(pid, cluster)) process.kill(pid, 'SIGKILL')
  }
  // Also those that something still works on: they go when it ends.
  for (const disk of mountedIn(folder)) execFileSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

/** As Linux tells it; elsewhere nothing is mounted by tests. */
function mountedIn(folder: string): string[] {
  if (!existsSync('/proc/self/mounts')) return []
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n')
  return mounts.map((line) => line.split(' ')[1] ?? '').filter((place) => place.startsWith(`${folder}/`))
}

const worksIn = (pid: number, folder: string): boolean => {
  const link = `/proc/${pid}/cwd`
  return existsSync(link) && readlinkSync(link) === folder
}

function readNumber(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
