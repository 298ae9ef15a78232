import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#kernel/clock'
import { type Database, openDatabase, sql } from '#kernel/db'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { holdLease, withLease } from './index.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
let fresh: FreshDatabase
let one: Database
let two: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  const config = { databaseUrl: fresh.url, dataDir: '' }
  one = await openDatabase({ config, clock: systemClock, log })
  two = await openDatabase({ config, clock: systemClock, log })
})
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
  await fresh.drop()
})

const aborted = (signal: AbortSignal) =>
  new Promise<string>((resolve) =>
    signal.addEventListener('abort', () => resolve(String(signal.reason)), { once: true }),
  )

test('one node holds a name; the other is told so at once, and gets it when it is given back', async () => {
  const outer = await withLease(one, 'poller', { ttlSeconds: 5 }, async () => {
    return withLease(two, 'poller', { ttlSeconds: 5 }, async () => 'inside')
  })
  expect(outer).toEqual({ held: true, value: { held: false } })
  expect(await withLease(two, 'poller', { ttlSeconds: 5 }, async () => 'after')).toEqual({ held: true, value: 'after' })
})

test("names do not stand in each other's way", async () => {
  const outer = await withLease(one, 'a', { ttlSeconds: 5 }, () =>
    withLease(two, 'b', { ttlSeconds: 5 }, async () => 1),
  )
  expect(outer).toEqual({ held: true, value: { held: true, value: 1 } })
})

test('work that throws gives the name back', async () => {
  const failing = withLease(one, 'fails', { ttlSeconds: 5 }, () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(await withLease(two, 'fails', { ttlSeconds: 5 }, async () => 1)).toEqual({ held: true, value: 1 })
})

test("a dead holder's name is free when its time is over, and only then", async () => {
  await sql`insert into kernel.lease values ('dead', gen_random_uuid(), clock_timestamp() + interval '1 minute')`.execute(
    one.db,
  )
  expect(await withLease(one, 'dead', { ttlSeconds: 5 }, async () => 1)).toEqual({ held: false })
  await sql`update kernel.lease set until = clock_timestamp() - interval '1 second' where name = 'dead'`.execute(one.db)
  expect(await withLease(one, 'dead', { ttlSeconds: 5 }, async () => 1)).toEqual({ held: true, value: 1 })
})

test('work longer than the time to live keeps the name, because it is renewed', async () => {
  await withLease(one, 'long', { ttlSeconds: 1 }, async (signal) => {
    const until = () => sql<{ until: Date }>`select until from kernel.lease where name = 'long'`.execute(one.db)
    const first = (await until()).rows[0]?.until.getTime() ?? 0
    await expect.poll(async () => (await until()).rows[0]?.until.getTime()).toBeGreaterThan(first + 900)
    expect(signal.aborted).toBe(false)
    expect(await withLease(two, 'long', { ttlSeconds: 1 }, async () => 1)).toEqual({ held: false })
  })
})

test('the signal says when another node took it', async () => {
  await withLease(one, 'stolen', { ttlSeconds: 1 }, async (signal) => {
    await sql`update kernel.lease set held_by = gen_random_uuid() where name = 'stolen'`.execute(two.db)
    expect(await aborted(signal)).toContain('another node took the lease')
  })
  const { rows } = await sql`select 1 from kernel.lease where name = 'stolen'`.execute(two.db)
  expect(rows, "what is another node's is not given back by us").toHaveLength(1)
})

test('the signal says when it could not be renewed in time', async () => {
  const cut = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock: systemClock, log })
  await withLease(cut, 'cut-off', { ttlSeconds: 1 }, async (signal) => {
    const reason = aborted(signal)
    await cut.close()
    expect(await reason).toContain('could not be renewed in time')
  })
})

test('a holder that stops makes room for one that waits', async () => {
  const begun = Promise.withResolvers<void>()
  const follows = Promise.withResolvers<void>()
  const begins = (at: PromiseWithResolvers<void>) => async (signal: AbortSignal) => {
    at.resolve()
    await aborted(signal)
  }
  const fail = (error: unknown) => follows.reject(error)
  const first = holdLease(one, 'session', { ttlSeconds: 1 }, begins(begun), fail)
  await begun.promise
  const second = holdLease(two, 'session', { ttlSeconds: 1 }, begins(follows), fail)
  await first.stop()
  await follows.promise
  await second.stop()
})
