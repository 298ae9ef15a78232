import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isBlobKey } from './key.ts'
import { fileLedger, LEDGER } from './ledger.ts'
import type { BlobStore } from './store.ts'

/** Files under `root`, 256 folders wide. */
export function folderStore(root: string): BlobStore {
  const pathOf = (key: string): string => {
    if (!isBlobKey(key)) throw new Error('not a blob key')
    return join(root, key.slice(0, 2), key)
  }
  return {
    spool: join(root, 'spool'),
    ledger: fileLedger(join(root, LEDGER)),
    async place(key, path) {
      const target = pathOf(key)
      await mkdir(dirname(target), { recursive: true })
      await rename(path, target)
      await syncFolder(dirname(target))
    },
    async read(key, range) {
      const file = await open(pathOf(key))
      return createReadStream('', { fd: file, ...(range === null ? {} : { start: range.from, end: range.to }) })
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    list: (olderThan) => listFolder(root, olderThan),
  }
}

/** A name is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* listFolder(root: string, olderThan: Date): AsyncGenerator<string> {
  for (const shard of await readdir(root).catch(() => [])) {
    if (shard.length !== 2) continue
    for (const key of await readdir(join(root, shard))) {
      const found = await stat(join(root, shard, key)).catch(() => null)
      if (isBlobKey(key) && found !== null && found.mtime < olderThan) yield key
    }
  }
}
