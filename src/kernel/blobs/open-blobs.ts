import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Clock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import type { Database } from '#kernel/db'
import type { PutOptions, StoredBlob } from './blob.ts'
import { folderStore } from './folder-store.ts'
import type { Ledger } from './ledger.ts'
import { putBlob } from './put.ts'
import { s3Store } from './s3-store.ts'
import type { BlobStore, ByteRange } from './store.ts'
import { dropUnused, sweepBlobs } from './sweep.ts'

export interface BlobsParts {
  config: Pick<Config, 'blobs' | 'dataDir' | 'secrets'>
  database: Database
  clock: Clock
  /** In place of what the config names. */
  store?: BlobStore
}

export interface Blobs {
  /** Keeps a stream; throws too_large, unsupported_media, unprocessable (empty). Unless somebody uses it, it is gone a day later. */
  put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredBlob>
  /** All of it, or from a byte to a byte, both included. */
  read(key: string, range?: ByteRange | null): Promise<Readable>
  /** Deletes it at once if nobody holds it: what was taken out for good does not wait for the sweep. */
  drop(key: string): Promise<void>
  /** Who must be forgotten again when an older backup is restored. */
  readonly ledger: Ledger
  /** Work of `every`: the day-old unused, the orphans, the dead uploads. */
  sweep(): Promise<void>
}

export function openBlobs({ config, database, clock, store = storeOf(config) }: BlobsParts): Blobs {
  const [secret] = config.secrets
  if (secret === undefined) throw new Error('blobs need a secret')
  const parts = { store, database, clock, secret }
  return {
    put: (source, options) => putBlob(parts, source, options),
    read: (key, range = null) => store.read(key, range),
    drop: (key) => dropUnused(parts, key),
    ledger: store.ledger,
    sweep: () => sweepBlobs(parts),
  }
}

/** Where these settings say the bytes are. */
export function storeOf({ blobs, dataDir }: Pick<Config, 'blobs' | 'dataDir'>): BlobStore {
  if (blobs.kind === 'folder') return folderStore(blobs.path)
  return s3Store({ ...blobs, spool: join(dataDir, 'spool') })
}
