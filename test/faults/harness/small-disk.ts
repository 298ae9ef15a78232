import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { scratchDir } from '../../support/scratch-data.ts'

/** A disk of its own, so small that it can be filled. */
export interface SmallDisk extends Disposable {
  readonly folder: string
  /** Writes until nothing more fits. */
  fill(): Promise<void>
  makeRoom(): void
}

/** The cluster, its log and what a run writes. */
export const DISK_MEGABYTES = 400
/** Of a database on such a disk. */
export const LITTLE_LOG = { max_wal_size: '64MB', min_wal_size: '32MB' }

/** Root may, on most Linux machines. */
export function mayMount(): boolean {
  try {
    mountSmallDisk(1)[Symbol.dispose]()
    return true
  } catch {
    return false
  }
}

/** In memory. Throws where mounting is not allowed. */
export function mountSmallDisk(megabytes: number, folder = scratchDir()): SmallDisk {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  chmodSync(folder, 0o755)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill: () => fill(ballast),
    makeRoom: () => rmSync(ballast, { force: true }),
    [Symbol.dispose]: () => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** By a program of its own: ours must go on meanwhile. It ends when nothing more fits, first in large pieces, then in small ones. */
async function fill(path: string): Promise<void> {
  for (const size of ['1M', '4k']) {
    const args = ['if=/dev/zero', `of=${path}`, `bs=${size}`, 'oflag=append', 'conv=notrunc']
    await once(spawn('dd', args, { stdio: 'ignore' }), 'exit')
  }
}
