import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Clock } from '#kernel/clock'
import type { Database, Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { PutOptions, StoredBlob } from './blob.ts'
import { cleanName } from './clean-name.ts'
import { type Content, type ContentClass, contentOf } from './content-type.ts'
import { blobKey } from './key.ts'
import { type Spooled, spool } from './spool.ts'
import type { BlobStore } from './store.ts'

export interface PutParts {
  store: BlobStore
  database: Database
  clock: Clock
  secret: string
}

const MOST_BYTES = 25_000_000
const TAKEN: readonly ContentClass[] = ['image', 'document', 'text', 'audio', 'video', 'archive', 'markup']

/** Bytes first, row after: a crash between leaves bytes without a row, which the sweep finds, never a row without bytes. */
export async function putBlob(
  parts: PutParts,
  source: AsyncIterable<Uint8Array>,
  options: PutOptions,
): Promise<StoredBlob> {
  const spooled = await spool(parts.store.spool, source, options.maxBytes ?? MOST_BYTES)
  try {
    const content = await contentOf(spooled.head, options.declared)
    refuseUnlessAllowed(content, options.allow ?? TAKEN, spooled.bytes)
    const key = blobKey(parts.secret, options.brand, spooled.sha256)
    await keep(parts, key, spooled, content, options)
    const { mime, size } = content
    const { width = null, height = null } = size ?? {}
    return { key, bytes: spooled.bytes, mime, class: content.class, name: cleanName(options.name), width, height }
  } finally {
    await rm(spooled.path, { force: true })
  }
}

function refuseUnlessAllowed(content: Content, allow: readonly ContentClass[], bytes: number): void {
  if (bytes === 0) throw new Problem('unprocessable', 'The file is empty; nothing was kept.')
  if (!allow.includes(content.class))
    throw new Problem(
      'unsupported_media',
      `Files of this kind are not taken here (${content.class}); nothing was kept.`,
    )
}

/** Nobody sweeps this key between the placing of the bytes and the writing of the row. */
export const lockKey = (tx: Tx, key: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)

async function keep(
  parts: PutParts,
  key: string,
  spooled: Spooled,
  { mime, size }: Content,
  { brand }: PutOptions,
): Promise<void> {
  const now = parts.clock.now()
  await parts.database.transaction('system', async (tx) => {
    await lockKey(tx, key)
    await parts.store.place(key, spooled.path, spooled.bytes)
    await sql`
      insert into kernel.blob (key, brand, bytes, mime, width, height, created_at, unused_since)
      values (${key}, ${brand}, ${spooled.bytes}, ${mime}, ${size?.width ?? null}, ${size?.height ?? null}, ${now}, ${now})
      on conflict (key) do update set unused_since = case when kernel.blob.unused_since is null then null else excluded.unused_since end`.execute(
      tx,
    )
  })
}
