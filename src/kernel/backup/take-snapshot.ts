import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { BlobStore } from '#kernel/blobs'
import { copyOut } from './copy-out.ts'
import { fingerprint } from './lock.ts'
import { listed, type Manifest, names, quoted, type Sums, type TableShape } from './manifest.ts'
import type { Tell } from './progress.ts'
import { readBlobs } from './read-blobs.ts'
import { readLayout } from './read-layout.ts'
import { tarEnd, tarHead, tarPad } from './tar.ts'

export interface SnapshotSource {
  /** A connection of its own; it is in one transaction until the end. */
  client: pg.ClientBase
  /** Null: the attachments stay where they are. */
  store: BlobStore | null
  secrets: readonly string[]
  tell: Tell
}

const PART = 4 * 1024 * 1024

/**
 * The whole content as a tar, as it was at one moment: a repeatable-read snapshot by COPY, then the attachments it names.
 * The product goes on meanwhile; only changes of tables wait. `missing` is told the attachments that are not there.
 */
export async function* takeSnapshot(source: SnapshotSource, missing: string[] = []): AsyncGenerator<Buffer> {
  const { client, secrets, store } = source
  await client.query(SETTINGS)
  await client.query('begin isolation level repeatable read, read only')
  const manifest: Manifest = {
    format: 1,
    ...(await readLayout(client)),
    secrets: secrets.map(fingerprint),
    blobs: store !== null,
  }
  await client.query(`lock table ${manifest.tables.map(({ name }) => quoted(name)).join(', ')} in access share mode`)
  yield* file(names.manifest, Buffer.from(JSON.stringify(manifest, null, 1)))
  const sums: Sums = { tables: {}, blobs: { count: 0, bytes: 0, sha256: '', missing: [] } }
  for (const table of manifest.tables) sums.tables[table.name] = yield* tableParts(source, table)
  if (store !== null) sums.blobs = yield* readBlobs({ ...source, store })
  missing.push(...sums.blobs.missing)
  await client.query('commit')
  yield* file(names.sums, Buffer.from(JSON.stringify(sums, null, 1)))
  yield tarEnd()
}

/** Values are written the same way whatever the server's own settings are. */
const SETTINGS = `
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '30s';
  set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set client_encoding = 'UTF8'`

/** A file of known size for every 4 MiB, because a tar says sizes first and a table does not know its own. */
async function* tableParts({ client, tell }: SnapshotSource, { name, columns }: TableShape) {
  const hash = createHash('sha256')
  const sum = { rows: 0, bytes: 0, sha256: '' }
  let waiting: Buffer[] = []
  let size = 0
  let part = 1
  const rows = { seen: 0 }
  for await (const piece of copyOut(client, `copy ${quoted(name)} (${listed(columns)}) to stdout`)) {
    hash.update(piece)
    sum.bytes += piece.length
    rows.seen += linesIn(piece)
    waiting.push(piece)
    size += piece.length
    if (size < PART) continue
    yield* file(names.table(name, part++), ...waiting)
    tell({ doing: 'tables', name, bytes: size })
    waiting = []
    size = 0
  }
  if (size > 0) yield* file(names.table(name, part), ...waiting)
  tell({ doing: 'tables', name, bytes: size })
  return { ...sum, rows: rows.seen, sha256: hash.digest('hex') }
}

const NEW_LINE = 10
/** COPY writes a row as a line, and a line break within a value as two signs. */
function linesIn(piece: Buffer): number {
  let lines = 0
  for (let at = piece.indexOf(NEW_LINE); at >= 0; at = piece.indexOf(NEW_LINE, at + 1)) lines++
  return lines
}

function* file(name: string, ...parts: readonly Buffer[]): Generator<Buffer> {
  const bytes = parts.reduce((total, part) => total + part.length, 0)
  yield tarHead(name, bytes)
  yield* parts
  yield tarPad(bytes)
}
