import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endRun, sweep } from './sweep.ts'

/** What one run of the tests keeps, and takes along when it ends. */
export interface RunFolder {
  readonly path: string
  /** Where tests make data folders of their own. */
  readonly scratch: string
  remove(): void
}

/** Memory where the system offers it: copying a database is a thousand small files, each test anew. */
const MEMORY = '/dev/shm'
const ROOM_BYTES = 2 * 1024 ** 3

/** What is tried at length is tried on a disk. */
function quickestFolder(): string {
  if (process.env.SB_FAULTS === 'large' || !existsSync(MEMORY)) return realpathSync(tmpdir())
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ROOM_BYTES ? MEMORY : realpathSync(tmpdir())
}

export function makeRunFolder(): RunFolder {
  const [parent, prefix] = [quickestFolder(), 'switchboard-test-']
  sweep(parent, prefix)
  const path = mkdtempSync(join(parent, prefix))
  writeFileSync(join(path, 'run'), `${process.pid}\n`)
  const scratch = join(path, 'scratch')
  mkdirSync(scratch)
  // Root's server runs as another user, who must get in.
  for (const folder of [path, scratch]) chmodSync(folder, 0o711)
  // A run that is told to end (a time limit, a closed terminal) takes its server along; the next run sweeps up after a kill -9.
  process.once('exit', () => endRun(path))
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  return { path, scratch, remove: () => endRun(path) }
}
