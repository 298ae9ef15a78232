// Minutes per gigabyte of a backup and of its restore, both by the command line's own parts, with a database and attachments of a size that can be waited for.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { loadSnapshot, openBackup, type Progress, writeBackup } from '#kernel/backup'
import { storeOf } from '#kernel/blobs'
import { systemClock } from '#kernel/clock'
import { type Config, readConfig } from '#kernel/config'
import { type Database, migrate, openDatabase } from '#kernel/db'
import { newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import { openBench } from './support/bench-app.ts'
import { type Figure, printFigures } from './support/figures.ts'
import { fill } from './support/fill.ts'

const MB = 1_000_000
/** A photograph as phones send it. */
const FILE_BYTES = 500_000
/** Nobody has promised a speed; slower than this, a night is too short for 50 GB. */
const SLOWEST_MINUTES_PER_GB = 10

export interface BackupSize {
  conversations: number
  /** Of them so many have 60 messages. */
  talkative: number
  files: number
}
const SMALL: BackupSize = { conversations: 20_000, talkative: 5_000, files: 200 }

export async function benchBackup(size: BackupSize = SMALL): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  chmodSync(folder, 0o755)
  try {
    await using bench = await openBench(4)
    const { app, database } = bench
    await fill(database, size)
    const brand = newId<'brand'>()
    for (let n = 0; n < size.files; n++) await app.blobs.put(Readable.from([randomFile()]), { brand, name: 'scan.pdf' })
    const path = join(folder, 'backup')
    const out = await timed((tell) => write(app.config, database, path, tell))
    const back = await timed((tell) => read(app.config, folder, path, tell))
    return [
      figure('backup', out, `${(out.result / MB).toFixed(0)} MB file`),
      figure('restore, the file checked first', back, 'migrations and indexes included'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each is another file, and no smaller when it is compressed, as photographs are. */
const randomFile = (): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(FILE_BYTES)])

async function write(config: Config, { pool }: Database, path: string, tell: (progress: Progress) => void) {
  const client = await pool.connect()
  const source = { client, store: storeOf(config), secrets: config.secrets, tell }
  const { bytes } = await writeBackup(source, path, { kind: 'secret', secrets: config.secrets })
  client.release(true)
  return bytes
}

async function read({ secrets }: Config, folder: string, path: string, tell: (progress: Progress) => void) {
  const config = readConfig({ SWITCHBOARD_DATA: join(folder, 'data'), SWITCHBOARD_DEMO: '0', LOG_LEVEL: 'silent' })
  const database = await openDatabase({ config, clock: systemClock, log: openLog('silent'), max: 2 })
  const client = await database.pool.connect()
  const backup = await openBackup(path, { kind: 'secret', secrets }, tell)
  await loadSnapshot({ client, store: storeOf(config), secrets, tell }, backup.contents())
  client.release(true)
  await migrate(database)
  await database.close()
  return backup.bytes
}

interface Timed {
  /** Of content, before it is made smaller. */
  bytes: number
  seconds: number
  result: number
}

async function timed(work: (tell: (progress: Progress) => void) => Promise<number>): Promise<Timed> {
  const start = performance.now()
  let bytes = 0
  const result = await work((progress) => {
    if (progress.doing !== 'checking') bytes += progress.bytes
  })
  return { bytes, seconds: (performance.now() - start) / 1_000, result }
}

function figure(what: string, { bytes, seconds }: Timed, detail: string): Figure {
  const minutes = seconds / 60 / (bytes / 1_000 / MB)
  return {
    claim: `${what}: minutes per GB of content`,
    ours: `${minutes.toFixed(2)} min (${(bytes / MB).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${(bytes / MB / seconds).toFixed(0)} MB/s; ${detail})`,
    limit: `≤ ${SLOWEST_MINUTES_PER_GB} min`,
    ratio: SLOWEST_MINUTES_PER_GB / minutes,
  }
}

if (import.meta.main) printFigures(await benchBackup())
