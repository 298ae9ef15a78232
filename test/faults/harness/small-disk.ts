import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { scratchDir } from '../../support/scratch-data.ts'

/** A disk of its own, so small that it can be filled. */
export interface SmallDisk extends Disposable {
  readonly folder: string
  /** Writes until nothing more fits. */
  fill(): void
  makeRoom(): void
}

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
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = scratchDir()
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

function fill(path: string): void {
  const file = openSync(path, 'a')
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 16)) {
      const piece = Buffer.alloc(size, 1)
      while (fits(file, piece));
    }
  } finally {
    closeSync(file)
  }
}

function fits(file: number, piece: Buffer): boolean {
  try {
    return writeSync(file, piece) > 0
  } catch {
    return false
  }
}
