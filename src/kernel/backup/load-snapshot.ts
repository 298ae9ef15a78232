import type pg from 'pg'
import { type BlobStore, placeBytes } from '#kernel/blobs'
import { migrateWithin } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { copyIn } from './copy-in.ts'
import { counting } from './counting.ts'
import { fingerprint } from './lock.ts'
import { listed, type Manifest, quoted, type Sums } from './manifest.ts'
import { beyondEveryCursor } from './new-life.ts'
import type { Tell } from './progress.ts'
import { refuseUnlessEmpty } from './refuse-unless-empty.ts'
import { readTar, type TarEntry } from './tar.ts'

export interface SnapshotTarget {
  /** A connection of its own to an empty database. */
  client: pg.ClientBase
  /** Where attachments go; asked for only when the backup has some. */
  store: BlobStore
  secrets: readonly string[]
  tell: Tell
  /** More to be done in the same transaction, when all is in. */
  finish?: (client: pg.ClientBase) => Promise<void>
}

export interface Loaded {
  manifest: Manifest
  sums: Sums
}

/**
 * Puts a snapshot into an empty database, in one transaction: all of it, or nothing. Attachments are placed before their rows
 * become visible; those of a load that fails have no row, so the product sweeps them.
 */
export async function loadSnapshot(target: SnapshotTarget, tar: AsyncIterable<Uint8Array>): Promise<Loaded> {
  const { client } = target
  await client.query(SETTINGS)
  await client.query('begin')
  try {
    await refuseUnlessEmpty(client)
    const loaded = await load(target, tar)
    await beyondEveryCursor(client)
    await target.finish?.(client)
    await client.query('commit')
    return loaded
  } catch (error) {
    // Nobody can roll back over a connection that is gone, and nothing is committed then either.
    await client.query('rollback').catch(() => {})
    throw error
  }
}

const SETTINGS = `
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '30s';
  set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set client_encoding = 'UTF8'`

async function load(target: SnapshotTarget, tar: AsyncIterable<Uint8Array>): Promise<Loaded> {
  const seen = counting()
  const entries = readTar(tar)
  const manifest = JSON.parse(await textOf(await nextOf(entries, 'manifest.json'))) as Manifest
  refuseOtherSecret(manifest, target.secrets)
  await prepare(target.client, manifest)
  let entry = await nextOf(entries, null)
  for (const { name, columns } of manifest.tables) {
    const parts = partsOf(name)
    await copyIn(target.client, `copy ${quoted(name)} (${listed(columns)}) from stdin with (freeze)`, parts()).then(
      (rows) => seen.rows(name, rows),
    )
  }
  for (; entry.name.startsWith('blobs/'); entry = await nextOf(entries, null)) await placeBlob(entry)
  const sums = JSON.parse(await textOf(entry)) as Sums
  seen.compare(sums)
  for (const key of sums.blobs.missing) await target.store.remove(key)
  await settle(target.client, manifest)
  return { manifest, sums }

  /** The parts of a table stand one after the other; the first of what follows ends it. */
  function partsOf(name: string) {
    return async function* (): AsyncGenerator<Buffer> {
      for (; entry.name.startsWith(`tables/${name}/`); entry = await nextOf(entries, null)) {
        for await (const piece of entry.body) {
          seen.table(name, piece)
          yield piece
        }
        target.tell({ doing: 'tables', name, bytes: entry.bytes })
      }
    }
  }
  async function placeBlob({ name, body, bytes }: TarEntry): Promise<void> {
    await placeBytes(target.store, seen.blob(name.slice('blobs/'.length)), seen.through(body))
    target.tell({ doing: 'attachments', bytes })
  }
}

/** A backup may be older than its lock: what is in it was sealed with the secret of its time. */
function refuseOtherSecret({ secrets: [newest] }: Manifest, secrets: readonly string[]): void {
  if (newest === undefined || secrets.some((secret) => fingerprint(secret) === newest)) return
  throw new Problem(
    'unprocessable',
    'What is in this backup is sealed with another SWITCHBOARD_SECRET. Nothing was changed. Set SWITCHBOARD_SECRET to the secret of the Switchboard that made it (a list may hold several, separated by commas).',
  )
}

/** The tables as they were, without what their migrations put into them, and without triggers that would write rows of their own. */
async function prepare(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  await migrateWithin(client, manifest.migrations)
  for (const { name, of, bound } of manifest.partitions)
    await client.query(`create table if not exists ${quoted(name)} partition of ${quoted(of)} ${bound}`)
  const tables = manifest.tables.map(({ name }) => quoted(name))
  await client.query(`truncate ${tables.join(', ')}`)
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
}

async function settle(client: pg.ClientBase, { tables, sequences }: Manifest): Promise<void> {
  for (const { name } of tables) await client.query(`alter table ${quoted(name)} enable trigger user`)
  for (const { name, last, called } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called])
}

async function nextOf(entries: AsyncGenerator<TarEntry>, wanted: string | null): Promise<TarEntry> {
  const { done, value } = await entries.next()
  if (done !== true && (wanted === null || value.name === wanted)) return value
  throw new Problem(
    'unprocessable',
    'The contents of this backup are not in order. Nothing was changed. Take another one.',
  )
}

async function textOf({ body }: TarEntry): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
