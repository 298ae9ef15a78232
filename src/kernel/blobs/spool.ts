import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '#kernel/errors'

/** Enough to find a photograph's frame behind its thumbnail and its history. */
const HEAD_BYTES = 256 * 1024

export interface Spooled {
  path: string
  bytes: number
  sha256: Buffer
  head: Buffer
}

/**
 * Writes a stream to a file without a name, hashing on the way, and returns when it is on the disk.
 * Throws `too_large` over maxBytes; whatever is thrown, by the stream as well, the file is gone.
 */
export async function spool(folder: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Spooled> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const file = await open(path, 'wx', 0o600)
  try {
    const written = await write(file, source, maxBytes)
    await file.sync()
    await file.close()
    return { path, ...written }
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}

type File = Awaited<ReturnType<typeof open>>

async function write(file: File, source: AsyncIterable<Uint8Array>, maxBytes: number) {
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of source) {
    if (bytes < HEAD_BYTES) head.push(chunk)
    bytes += chunk.length
    if (bytes > maxBytes)
      throw new Problem('too_large', `The file is larger than ${maxBytes} bytes; nothing of it was kept.`, { maxBytes })
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return { bytes, sha256: hash.digest(), head: Buffer.concat(head).subarray(0, HEAD_BYTES) }
}

/** Uploads of processes that died in them. */
export async function clearSpool(folder: string, olderThan: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && found.mtime < olderThan) await rm(path, { force: true })
  }
}
