import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { system } from '#kernel/access'
import { turnableClock } from '#kernel/clock'
import { type Database, openDatabase, sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { type JobsParts, openJobs, type ScheduledWork } from './index.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }
const clock = turnableClock('2026-03-02T09:00:00Z')
let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  database = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock, log })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})
beforeEach(() => sql`truncate kernel.schedule`.execute(database.db))

/** A node of its own that has scheduled work and no jobs. */
function node(more: Partial<JobsParts>) {
  const context = () => ({ database, clock, actor: system }) as unknown as Context
  return openJobs({ database, clock, log, context, workers: new Map(), ...more })
}

describe('every so many seconds', () => {
  const scheduled = (name: string, seconds: number, run: () => Promise<void> | void) => {
    const work: ScheduledWork = { name, seconds, run: async () => run() }
    return { schedules: [work] }
  }

  test('runs when its time has come by the clock, once for all nodes', async () => {
    let ran = 0
    const a = node(scheduled('sweep', 60, () => void ran++))
    const b = node(scheduled('sweep', 60, () => void ran++))
    await Promise.all([a.settle(), b.settle()])
    expect(ran).toBe(1)
    clock.advance({ seconds: 59 })
    await Promise.all([a.settle(), b.settle()])
    expect(ran).toBe(1)
    clock.advance({ seconds: 1 })
    await Promise.all([a.settle(), b.settle()])
    expect(ran).toBe(2)
  })

  test('goes on when the clock was ahead and is right again', async () => {
    let ran = 0
    const { settle } = node(scheduled('sweep', 60, () => void ran++))
    clock.advance({ hours: 24 * 730 })
    await settle()
    clock.advance({ hours: -24 * 730 })
    await settle()
    expect(ran).toBe(2)
  })

  test('a failing run waits for its next time; a node that died in it is followed after its lease', async () => {
    let ran = 0
    const failing = node(
      scheduled('sweep', 60, () => {
        ran++
        throw new Error('no')
      }),
    )
    await failing.settle()
    await failing.settle()
    expect(ran).toBe(1)
    clock.advance({ seconds: 60 })
    await sql`update kernel.schedule set leased_until = clock_timestamp() + interval '1 minute'`.execute(database.db)
    await failing.settle()
    expect(ran).toBe(1)
    await sql`update kernel.schedule set leased_until = clock_timestamp() - interval '1 second'`.execute(database.db)
    await failing.settle()
    expect(ran).toBe(2)
  })
})
