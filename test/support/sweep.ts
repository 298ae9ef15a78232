import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Ends the servers and removes the folders of test runs that were killed. Each folder says in `run` which process made it. */
export function sweep(parent: string, prefix: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent, name)
    const run = readNumber(join(folder, 'run'))
    if (run === null || isAlive(run)) continue
    endRun(folder)
  }
}

/** Ends the server of one run at once and removes its folder; nothing when it is gone already. */
export function endRun(folder: string): void {
  const cluster = join(folder, 'postgres/cluster')
  const pid = readNumber(join(cluster, 'postmaster.pid'))
  if (pid !== null && worksIn(pid, cluster)) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
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
