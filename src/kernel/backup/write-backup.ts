import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { createZstdCompress } from 'node:zlib'
import { Problem } from '#kernel/errors'
import type { Keys } from './lock.ts'
import { lockFile } from './sealed-file.ts'
import { type SnapshotSource, takeSnapshot } from './take-snapshot.ts'

export interface Written {
  bytes: number
  /** Attachments that rows name and that were not there, or not whole. */
  missing: readonly string[]
}

/** Takes a snapshot into a new file, readable by its owner only, which has its name when it is whole and on the disk. */
export async function writeBackup(source: SnapshotSource, path: string, keys: Keys): Promise<Written> {
  if (await isThere(path))
    throw new Problem(
      'unprocessable',
      `${path} is there already, and a backup is never written over. Choose another name.`,
    )
  const part = `${path}.part`
  const missing: string[] = []
  try {
    await writeWhole(part, lockFile(keys, compressed(takeSnapshot(source, missing))))
    await rename(part, path)
    await forceFolder(dirname(path))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return { bytes: (await stat(path)).size, missing }
}

const compressed = (tar: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
  compressing(Readable.from(tar, { objectMode: false, highWaterMark: 1024 * 1024 }))

async function writeWhole(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    for await (const piece of bytes) await file.writeFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function forceFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync().finally(() => folder.close())
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** A pipe alone would leave its reader waiting when the source fails. */
function compressing(input: Readable): AsyncIterable<Buffer> {
  const output = createZstdCompress()
  input.on('error', (error) => output.destroy(error))
  return input.pipe(output)
}
