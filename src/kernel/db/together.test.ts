import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '#kernel/clock'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { quiet } from '../../../test/support/quiet.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open-database.ts'
import { together } from './together.ts'

interface Step {
  counter: string
  by: number
}

let fresh: FreshDatabase
let node: Database
/** How many shared one statement, a number a statement. */
let groups: number[]

beforeEach(async () => {
  fresh = await freshDatabase()
  node = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock: systemClock, log: quiet })
  await node.pool.query('create table counter (name text primary key, n int not null check (n < 1000))')
  await node.pool.query(`insert into counter select 'c' || i, 0 from generate_series(0, 99) i`)
  groups = []
})
afterEach(async () => {
  await node.close()
  await fresh.drop()
})

const add = together<Step, number>({
  keyOf: ({ counter }) => counter,
  run: async ({ express }, steps) => {
    groups.push(steps.length)
    const { rows } = await express.query<{ name: string; n: number }>(
      `update counter set n = n + by from unnest($1::text[], $2::int[]) as step(name, by)
         join (select name from counter where name = any($1) order by name for update skip locked) free using (name)
       where counter.name = step.name returning counter.name, n`,
      [steps.map(({ counter }) => counter), steps.map(({ by }) => by)],
    )
    return steps.map(({ counter }) => rows.find(({ name }) => name === counter)?.n)
  },
  alone: async ({ pool }, { counter, by }) => {
    const { rows } = await pool.query<{ n: number }>('update counter set n = n + $2 where name = $1 returning n', [
      counter,
      by,
    ])
    return rows[0]?.n ?? -1
  },
})

const one = (counter: string, by = 1): Promise<number> => add(node, { counter, by })

describe('those who come while statements are under way', () => {
  test('share the next one, and each gets its own answer', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => one(`c${n}`, n)))
    expect(answers).toEqual(Array.from({ length: 100 }, (_, n) => n))
    expect(groups.slice(0, 2)).toEqual([1, 1])
    expect(groups.length).toBeLessThan(10)
    expect(Math.max(...groups)).toBeGreaterThan(30)
  })

  test('go one after the other when they touch the same, in the order they came', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => one('c1')))
    expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  test('hear nothing of the one whose input is refused', async () => {
    const refused = one('c7', 5000)
    const answers = Promise.all(['c1', 'c2', 'c7', 'c3'].map((counter) => one(counter)))
    await expect(refused).rejects.toThrow(/check/)
    expect(await answers).toEqual([1, 1, 1, 1])
  })

  test('do not wait for those whose rows somebody holds', async () => {
    const holder = await node.pool.connect()
    await holder.query(`begin; update counter set n = 10 where name in ('c5', 'c6')`)
    // As many as may be under way: waiting for their locks they would hold back everybody.
    const held = ['c5', 'c6'].map((counter) => one(counter))
    expect(await Promise.all(['c1', 'c2', 'c3', 'c4'].map((counter) => one(counter)))).toEqual([1, 1, 1, 1])
    await holder.query('commit')
    holder.release()
    expect(await Promise.all(held)).toEqual([11, 11])
  }, 5_000)
})
