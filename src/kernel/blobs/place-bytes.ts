import { rm } from 'node:fs/promises'
import { spool } from './spool.ts'
import type { BlobStore } from './store.ts'

/** Puts bytes back under the key they had, whole or not at all; answers how many there were. */
export async function placeBytes(store: BlobStore, key: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  const { path, bytes } = await spool(store.spool, source, Number.MAX_SAFE_INTEGER)
  try {
    await store.place(key, path, bytes)
    return bytes
  } finally {
    await rm(path, { force: true })
  }
}
