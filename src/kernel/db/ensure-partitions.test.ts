import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TurnableClock, turnableClock } from '#kernel/clock'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { quiet } from '../../../test/support/quiet.ts'
import type { Database } from './database.ts'
import { ensurePartitions } from './ensure-partitions.ts'
import { openDatabase } from './open-database.ts'

let fresh: FreshDatabase
let clock: TurnableClock
let database: Database

beforeEach(async () => {
  fresh = await freshDatabase()
  clock = turnableClock('2031-11-30T23:59:59Z')
  database = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock, log: quiet })
})
afterEach(async () => {
  await database.close()
  await fresh.drop()
})

const announce = (at: string): Promise<unknown> =>
  database.pool.query(
    `insert into kernel.event (at, name, subject, by) values ($1, 'tested', gen_random_uuid(), 'system')`,
    [at],
  )
const places = async (): Promise<unknown[]> =>
  (await database.pool.query(`select tableoid::regclass::text as place, at from kernel.event order by at`)).rows

test('this month and the next two, over the end of a year, in UTC; a second call finds nothing to do', async () => {
  expect(await ensurePartitions(database, clock)).toEqual(['event_2031_11', 'event_2031_12', 'event_2032_01'])
  expect(await ensurePartitions(database, clock)).toEqual([])
  clock.advance({ seconds: 1 })
  expect(await ensurePartitions(database, clock)).toEqual(['event_2032_02'])
})

test('what fell into no partition moves into its month when that is made; the rest stays', async () => {
  for (const at of ['2031-10-31T23:59:59Z', '2031-11-01T00:00:00Z', '2031-12-31T23:59:59.999Z']) await announce(at)
  await ensurePartitions(database, clock)
  await announce('2032-01-15T12:00:00Z')
  expect(await places()).toEqual([
    { place: 'kernel.event_default', at: new Date('2031-10-31T23:59:59Z') },
    { place: 'kernel.event_2031_11', at: new Date('2031-11-01T00:00:00Z') },
    { place: 'kernel.event_2031_12', at: new Date('2031-12-31T23:59:59.999Z') },
    { place: 'kernel.event_2032_01', at: new Date('2032-01-15T12:00:00Z') },
  ])
})

test('two nodes at once make each partition once', async () => {
  const made = await Promise.all([ensurePartitions(database, clock), ensurePartitions(database, clock)])
  expect(made.flat()).toContain('event_2031_11')
  expect((await database.pool.query(`select to_regclass('kernel.event_2032_01') is not null as there`)).rows).toEqual([
    { there: true },
  ])
})

test('a writer that is still in its transaction loses nothing', async () => {
  const writer = await database.pool.connect()
  await writer.query('begin')
  await writer.query(
    `insert into kernel.event (at, name, subject, by) values ('2031-11-05Z', 'tested', gen_random_uuid(), 'system')`,
  )
  const making = ensurePartitions(database, clock)
  await writer.query('commit')
  writer.release()
  await making
  expect(await places()).toEqual([{ place: 'kernel.event_2031_11', at: new Date('2031-11-05T00:00:00Z') }])
})
