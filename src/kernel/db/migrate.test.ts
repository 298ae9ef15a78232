import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#kernel/clock'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { quiet } from '../../../test/support/quiet.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'

let fresh: FreshDatabase
let nodes: Database[]
let folder: string

const openNode = async (): Promise<Database> => {
  const node = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock: systemClock, log: quiet })
  nodes.push(node)
  return node
}
const write = (name: string, text: string): void => writeFileSync(join(folder, `${name}.sql`), text)
const ask = async (node: Database, text: string): Promise<unknown[]> => (await node.pool.query(text)).rows

beforeEach(async () => {
  fresh = await freshDatabase()
  nodes = []
  folder = mkdtempSync(join(tmpdir(), 'switchboard-migrations-'))
})
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await fresh.drop()
  rmSync(folder, { recursive: true })
})

test('files run in the order of their names, each once', async () => {
  const node = await openNode()
  write('2-b', 'insert into steps values (2)')
  write('1-a', 'create table steps (n int); insert into steps values (1)')
  expect((await migrate(node, folder)).applied).toEqual(['1-a', '2-b'])
  write('3-c', 'insert into steps values (3)')
  expect((await migrate(node, folder)).applied).toEqual(['3-c'])
  expect(await ask(node, 'select n from steps')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
})

test('two nodes at once: one migrates, the other waits and finds nothing to do', async () => {
  const [one, two] = [await openNode(), await openNode()]
  for (const name of ['1-a', '2-b', '3-c']) write(name, `create table ${name.slice(2)} (n int)`)
  const applied = await Promise.all([migrate(one, folder), migrate(two, folder)])
  expect(applied.map((done) => done.applied.length).sort()).toEqual([0, 3])
})

test('a file that was changed after it ran is refused by name, and nothing else runs', async () => {
  const node = await openNode()
  write('1-a', 'create table a (n int)')
  await migrate(node, folder)
  write('1-a', 'create table a (n bigint)')
  write('2-b', 'create table b (n int)')
  await expect(migrate(node, folder)).rejects.toThrow(/changed after they ran here: 1-a\. Nothing was done/)
  expect(await ask(node, `select to_regclass('b') as b`)).toEqual([{ b: null }])
})

test('a schema that is newer than the code is left as it is and told', async () => {
  const node = await openNode()
  write('1-a', 'create table a (n int)')
  write('2-newer', 'alter table a add column m int')
  await migrate(node, folder)
  rmSync(join(folder, '2-newer.sql'))
  const { applied, newer } = await migrate(node, folder)
  expect([applied, newer]).toEqual([[], expect.arrayContaining(['2-newer'])])
})

test('a file that fails leaves nothing behind, is named, and runs when it was put right', async () => {
  const node = await openNode()
  write('1-a', 'create table a (n int); insert into a values (1 / 0)')
  await expect(migrate(node, folder)).rejects.toThrow('The migration 1-a failed: division by zero')
  expect(await ask(node, `select to_regclass('a') as a`)).toEqual([{ a: null }])
  write('1-a', 'create table a (n int)')
  expect((await migrate(node, folder)).applied).toEqual(['1-a'])
})

test('a file that ran but could not be remembered leaves nothing behind either', async () => {
  const node = await openNode()
  write('0-first', 'select 1')
  await migrate(node, folder)
  write('1-a', `create table a (n int); insert into kernel.migration (name, checksum) values ('1-a', '')`)
  await expect(migrate(node, folder)).rejects.toThrow(/The migration 1-a failed: duplicate key/)
  expect(await ask(node, `select to_regclass('a') as a`)).toEqual([{ a: null }])
})

test('a file may ask for no transaction, to make an index while others write', async () => {
  const node = await openNode()
  write('1-a', 'create table a (n int)')
  write(
    '2-b',
    '-- no transaction\n-- two; of them\ncreate index concurrently a_n on a (n);\ncreate index concurrently a_m on a (n desc);\n',
  )
  await migrate(node, folder)
  expect(await ask(node, `select count(*) as n from pg_indexes where tablename = 'a'`)).toEqual([{ n: 2 }])
})

test('a lock that somebody holds is waited for in short turns, so that others get in between', async () => {
  const node = await openNode()
  write('1-a', 'create table a (n int)')
  await migrate(node, folder)
  write('2-b', 'alter table a add column m int')
  const holder = await node.pool.connect()
  await holder.query('begin; select * from a')
  const migrating = migrate(node, folder)
  const reader = async (): Promise<void> => {
    await node.pool.query('select * from a')
  }
  // Readers queue behind the waiting migration and get through when its second is over, again and again.
  for (let n = 0; n < 3; n++) await reader()
  await holder.query('commit')
  holder.release()
  expect((await migrating).applied).toEqual(['2-b'])
})

test('afterwards the connection has its ordinary limits again', async () => {
  const node = await openNode()
  write('1-a', 'select 1')
  await migrate(node, folder)
  expect(await ask(node, 'show lock_timeout')).toEqual([{ lock_timeout: '10s' }])
  expect(await ask(node, 'show statement_timeout')).toEqual([{ statement_timeout: '30s' }])
})

test('nothing to do takes no time', async () => {
  const node = await openNode()
  const took: number[] = []
  for (let n = 0; n < 5; n++) {
    const start = performance.now()
    expect((await migrate(node)).applied).toEqual([])
    took.push(performance.now() - start)
  }
  expect(Math.min(...took)).toBeLessThan(30)
})
