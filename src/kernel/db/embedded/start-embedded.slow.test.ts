import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { quiet } from '../../../../test/support/quiet.ts'
import { removeScratch, scratchData, scratchDir, serverPid } from '../../../../test/support/scratch-data.ts'
import { startWriter } from '../../../../test/support/writer.ts'
import { startOf } from './process.ts'
import { type Embedded, startEmbedded } from './start-embedded.ts'

/** A corpse that nobody collected yet is not alive. */
const isAlive = (pid: number): boolean => startOf(pid) !== null

const started: Embedded[] = []
const folders: string[] = []
const tidy = (dataDir: string): string => {
  folders.push(dataDir)
  return dataDir
}
const start = async (dataDir: string, settings: Record<string, string> = {}): Promise<Embedded> => {
  const embedded = await startEmbedded({ dataDir, log: quiet, settings })
  started.push(embedded)
  return embedded
}

async function ask(embedded: Embedded, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: embedded.url })
  await client.connect()
  const { rows } = await client.query(text).finally(() => client.end())
  return rows
}

afterEach(async () => {
  for (const embedded of started.splice(0)) await embedded.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
afterAll(removeScratch)

test('a new folder becomes a cluster that keeps its data over a stop and a start', async () => {
  const dataDir = tidy(scratchDir())
  const first = await start(dataDir)
  await ask(first, 'create table kept as select 42 as n')
  await first.stop()
  const second = await start(dataDir)
  expect(await ask(second, 'select n from kept')).toEqual([{ n: 42 }])
  expect(second).toMatchObject({ adopted: false, notes: [], connection: first.connection })
})

test('it cannot be reached by network, its role is no superuser, sorting is by ICU, pages have checksums', async () => {
  const embedded = await start(tidy(await scratchData()))
  const [seen] = await ask(
    embedded,
    `select current_setting('listen_addresses') as network, current_setting('is_superuser') as super,
            current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
            (select concat(datlocprovider, ' ', datlocale) from pg_database where datname = current_database()) as locale,
            to_tsvector('simple', '«L’été» — ÉCOLE')::text as words`,
  )
  expect(seen).toEqual({
    network: '',
    super: 'off',
    checksums: 'on',
    fsync: 'on',
    locale: 'i und',
    words: "'l':1 'école':3 'été':2",
  })
})

test('only we may read the password, and its server logs no statement and no value', async () => {
  const dataDir = tidy(await scratchData())
  const embedded = await start(dataDir)
  expect(statSync(join(dataDir, 'postgres/password')).mode & 0o077).toBe(0)
  await expect(ask(embedded, `select 'SECRET-CANARY'::int`)).rejects.toThrow('invalid input syntax')
  await embedded.stop()
  expect(readFileSync(join(dataDir, 'postgres/server.log'), 'utf8')).not.toContain('CANARY')
})

test('kill -9 of the application loses no acknowledged write; the next start takes its server over and ends it', async () => {
  const dataDir = tidy(await scratchData())
  const writer = startWriter(dataDir)
  await writer.hears(/^wrote 50$/)
  const server = serverPid(dataDir)
  writer.child.kill('SIGKILL')
  await writer.ended
  expect(isAlive(server)).toBe(true)

  const embedded = await start(dataDir)
  expect(embedded.adopted).toBe(true)
  const kept = (await ask(embedded, 'select n from ledger')).map(({ n }) => n)
  expect(kept).toEqual(expect.arrayContaining(writer.acknowledged()))
  await embedded.stop()
  expect(isAlive(server)).toBe(false)
})

test('kill -9 of the application and its server loses no acknowledged write', async () => {
  const dataDir = tidy(await scratchData())
  const writer = startWriter(dataDir)
  await writer.hears(/^wrote 50$/)
  process.kill(serverPid(dataDir), 'SIGKILL')
  writer.child.kill('SIGKILL')
  await writer.ended

  const embedded = await start(dataDir)
  expect(embedded.adopted).toBe(false)
  const kept = (await ask(embedded, 'select n from ledger')).map(({ n }) => n)
  expect(kept).toEqual(expect.arrayContaining(writer.acknowledged()))
})

test('a server that dies while it is taken over is started anew', async () => {
  const dataDir = tidy(await scratchData())
  const writer = startWriter(dataDir)
  await writer.hears(/^wrote 50$/)
  writer.child.kill('SIGKILL')
  await writer.ended

  // What it finds alive and ready is found before the first wait, and nobody answers after it.
  const starting = start(dataDir)
  process.kill(serverPid(dataDir), 'SIGKILL')
  const embedded = await starting
  expect(embedded.adopted).toBe(false)
  const kept = (await ask(embedded, 'select n from ledger')).map(({ n }) => n)
  expect(kept).toEqual(expect.arrayContaining(writer.acknowledged()))
})

test('a second application on the same data is refused and told who has it', async () => {
  const dataDir = tidy(await scratchData())
  const writer = startWriter(dataDir)
  await writer.hears(/^wrote 0$/)
  await expect(start(dataDir)).rejects.toThrow(
    `The data under ${dataDir} is held by process ${writer.child.pid}; stop it or set SWITCHBOARD_DATA.`,
  )
  await writer.hears(new RegExp(`^wrote ${writer.acknowledged().length + 5}$`))
  writer.child.kill('SIGINT')
  await writer.ended
  expect(writer.said.at(-1)).toBe('stopped')
})

test('Ctrl-C reaches the application alone, which ends its server in order', async () => {
  const dataDir = tidy(await scratchData())
  const writer = startWriter(dataDir)
  await writer.hears(/^wrote 5$/)
  const server = serverPid(dataDir)
  process.kill(-(writer.child.pid ?? 0), 'SIGINT')
  await writer.ended
  expect(writer.said.at(-1)).toBe('stopped')
  expect(isAlive(server)).toBe(false)
  expect(readFileSync(join(dataDir, 'postgres/server.log'), 'utf8')).toContain('database system is shut down')
})

test('data of another major version is left alone, with a sentence that says what to do', async () => {
  const dataDir = tidy(await scratchData())
  const version = join(dataDir, 'postgres/cluster/PG_VERSION')
  writeFileSync(version, '16\n')
  await expect(start(dataDir)).rejects.toThrow(
    /written by PostgreSQL 16, and this is PostgreSQL 18. Nothing was changed/,
  )
  writeFileSync(version, '18\n')
  expect((await start(dataDir)).adopted).toBe(false)
})

test('when the server does not start, its own reason is told and the data is free again', async () => {
  const dataDir = tidy(await scratchData())
  await expect(start(dataDir, { shared_buffers: 'plenty' })).rejects.toThrow(
    /did not start: .*"shared_buffers": "plenty"/,
  )
  expect((await start(dataDir)).adopted).toBe(false)
})

test('a start that was killed while it made the cluster is made good by the next', async () => {
  const dataDir = tidy(scratchDir())
  mkdirSync(join(dataDir, 'postgres/cluster.tmp/base'), { recursive: true })
  expect(await ask(await start(dataDir), 'select 1 as n')).toEqual([{ n: 1 }])
})

test('a cluster without its password is not started blindly', async () => {
  const dataDir = tidy(await scratchData())
  rmSync(join(dataDir, 'postgres/password'))
  await expect(start(dataDir)).rejects.toThrow(/password of the database is gone/)
})

test('a data folder with a path too long for a socket has its socket elsewhere, and it is removed after', async () => {
  const dataDir = join(tidy(scratchDir()), 'a-folder-with-a-long-name'.repeat(4))
  const embedded = await start(dataDir)
  const socketDir = String(embedded.connection.host)
  expect(socketDir.startsWith(dataDir)).toBe(false)
  expect(await ask(embedded, 'select 1 as n')).toEqual([{ n: 1 }])
  await embedded.stop()
  expect(() => statSync(socketDir)).toThrow('ENOENT')
})

test('a process id that another process has got since does not keep the server from starting', async () => {
  const dataDir = tidy(await scratchData())
  const file = join(dataDir, 'postgres/cluster/postmaster.pid')
  writeFileSync(file, `${process.pid}\n${dataDir}/postgres/cluster\n1\n5432\n/nowhere\n\n\nready   \n`)
  expect((await start(dataDir)).adopted).toBe(false)
})
