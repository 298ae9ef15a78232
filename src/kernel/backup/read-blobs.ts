import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type pg from 'pg'
import type { BlobStore } from '#kernel/blobs'
import { type BlobSum, names } from './manifest.ts'
import type { Tell } from './progress.ts'
import { tarHead, tarPad } from './tar.ts'

interface Blob {
  key: string
  bytes: number
  used: boolean
}
interface Parts {
  client: pg.ClientBase
  store: BlobStore
  tell: Tell
}

const PAGE = 500
/** Opened before their turn: a bucket far away answers slowly, and many at once. */
const AHEAD = 8

/** The files that the snapshot's rows name. What nobody used may be swept meanwhile; what somebody used and is not there, or not whole, is said. */
export async function* readBlobs({ client, store, tell }: Parts): AsyncGenerator<Buffer, BlobSum> {
  const hash = createHash('sha256')
  const sum: BlobSum = { count: 0, bytes: 0, sha256: '', missing: [] }
  for (
    let page = await pageAfter(client, '');
    page.length > 0;
    page = await pageAfter(client, page.at(-1)?.key ?? '')
  ) {
    for await (const { blob, stream } of opened(store, page)) {
      if (stream === null) {
        if (blob.used) sum.missing.push(blob.key)
        continue
      }
      hash.update(blob.key)
      yield tarHead(names.blob(blob.key), blob.bytes)
      const whole = yield* exactly(blob, stream, (piece) => hash.update(piece))
      yield tarPad(blob.bytes)
      if (!whole) sum.missing.push(blob.key)
      sum.count++
      sum.bytes += blob.bytes
      tell({ doing: 'attachments', bytes: blob.bytes })
    }
  }
  return { ...sum, sha256: hash.digest('hex') }
}

async function pageAfter(client: pg.ClientBase, key: string): Promise<Blob[]> {
  const { rows } = await client.query<Blob>(
    `select key, bytes, unused_since is null as used from kernel.blob where key > $1 order by key limit ${PAGE}`,
    [key],
  )
  return rows
}

interface Opened {
  blob: Blob
  /** Null: it is not there. */
  stream: Readable | null
}

async function* opened(store: BlobStore, blobs: readonly Blob[]): AsyncGenerator<Opened> {
  const queue = [...blobs]
  const waiting: Promise<Opened>[] = []
  try {
    for (;;) {
      while (waiting.length < AHEAD && queue.length > 0) {
        const [blob] = queue.splice(0, 1)
        if (blob !== undefined) waiting.push(open(store, blob))
      }
      const next = waiting.shift()
      if (next === undefined) return
      yield await next
    }
  } finally {
    for (const one of waiting)
      void one.then(
        ({ stream }) => stream?.destroy(),
        () => {},
      )
  }
}

async function open(store: BlobStore, blob: Blob): Promise<Opened> {
  try {
    return { blob, stream: await store.read(blob.key, null) }
  } catch (error) {
    if (isAbsent(error)) return { blob, stream: null }
    throw error
  }
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === 'ENOENT') || error.name === 'NoSuchKey')

/** A file that is not as long as its row says is a fault of the disk: the backup goes on, and says so. */
async function* exactly(
  { bytes }: Blob,
  stream: Readable,
  see: (piece: Buffer) => void,
): AsyncGenerator<Buffer, boolean> {
  let left = bytes
  for await (const piece of stream as AsyncIterable<Buffer>) {
    const fits = piece.subarray(0, left)
    left -= piece.length
    see(fits)
    yield fits
    if (left < 0) return false
  }
  for (let gap = left; gap > 0; gap -= FILLER.length) {
    const filler = FILLER.subarray(0, gap)
    see(filler)
    yield filler
  }
  return left === 0
}

const FILLER = Buffer.alloc(64 * 1024)
