import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { Problem } from '#kernel/errors'
import type { Keys } from './lock.ts'
import type { Tell } from './progress.ts'
import { unlockFile } from './sealed-file.ts'

export interface BackupFile {
  bytes: number
  /** Its contents, a tar, anew each time. */
  contents(): AsyncIterable<Buffer>
}

/** Reads all of a file and believes nothing: throws a sentence when the key is wrong or a single bit was changed. */
export async function openBackup(path: string, keys: Keys, tell: Tell): Promise<BackupFile> {
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile()) throw new Problem('not_found', `There is no backup at ${path}.`)
  for await (const piece of unlockFile(keys, bytesOf(path))) tell({ doing: 'checking', bytes: piece.length })
  return { bytes: found.size, contents: () => decompressed(unlockFile(keys, bytesOf(path))) }
}

const bytesOf = (path: string): AsyncIterable<Buffer> => createReadStream(path, { highWaterMark: 1024 * 1024 })

function decompressed(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const input = Readable.from(source, { objectMode: false, highWaterMark: 1024 * 1024 })
  const output = createZstdDecompress()
  input.on('error', (error) => output.destroy(error))
  return input.pipe(output)
}
