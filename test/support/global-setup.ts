import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { systemClock, turnableClock } from '#kernel/clock'
import { ensurePartitions, migrate, openDatabase, startEmbedded } from '#kernel/db'
import { withDatabase } from './database-url.ts'
import { quiet } from './scratch-data.ts'
import { endRun, sweep } from './sweep.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test databases are made, and what they are copied from. */
    database: { adminUrl: string; template: string }
  }
}

/** One server for the run: DATABASE_URL_TEST when set, else an embedded one that need not survive a power cut. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  try {
    const template = `template_${randomBytes(6).toString('hex')}`
    await makeTemplate(server.url, template)
    project.provide('database', { adminUrl: server.url, template })
    return async () => {
      await runOn(server.url, `drop database if exists ${template} with (force)`)
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL_TEST
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} }
  const dataDir = makeFolder()
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true })
  // A run that is told to end (a time limit, a closed terminal) takes its server along; the next run sweeps up after a kill -9.
  process.once('exit', () => endRun(dataDir))
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  try {
    const { url, stop } = await startEmbedded({ dataDir, log: quiet, settings: forTests })
    return { url, stop: () => stop().then(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

/** Memory where the system offers it: copying the template is a thousand small files, each test anew. */
const MEMORY = '/dev/shm'
const ROOM_BYTES = 2 * 1024 ** 3

function quickestFolder(): string {
  if (!existsSync(MEMORY)) return realpathSync(tmpdir())
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ROOM_BYTES ? MEMORY : realpathSync(tmpdir())
}

function makeFolder(): string {
  const [parent, prefix] = [quickestFolder(), 'switchboard-test-']
  sweep(parent, prefix)
  const folder = mkdtempSync(join(parent, prefix))
  writeFileSync(join(folder, 'run'), `${process.pid}\n`)
  // Root's server runs as another user, who must get in.
  chmodSync(folder, 0o711)
  return folder
}

const forTests = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  autovacuum_naptime: '10min',
}

async function makeTemplate(serverUrl: string, template: string): Promise<void> {
  await runOn(serverUrl, `create database ${template}`)
  const config = { databaseUrl: withDatabase(serverUrl, template), dataDir: '' }
  const database = await openDatabase({ config, clock: systemClock, log: quiet })
  try {
    await migrate(database)
    // For the clock on the wall, and for where the clock of tests stands: no test has to make them again.
    for (const clock of [systemClock, turnableClock('2026-06-09T08:00:00Z')]) await ensurePartitions(database, clock)
  } finally {
    await database.close()
  }
  // Nobody may be connected to what is copied.
  await runOn(serverUrl, `alter database ${template} allow_connections false`)
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
