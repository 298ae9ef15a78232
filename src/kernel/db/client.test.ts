import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '#kernel/clock'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { quiet } from '../../../test/support/quiet.ts'
import type { Database } from './database.ts'
import { hot } from './hot.ts'
import { openDatabase } from './open-database.ts'
import { isDatabaseAway, retrying } from './transient.ts'

const all = hot<{ id: number; more?: string }>(
  'test-stale-plan',
  'select t.* from thing t where t.id >= $1 order by t.id',
)

describe('a release beside this one adds a column to a table that a named statement reads whole', () => {
  let fresh: FreshDatabase
  let node: Database
  beforeAll(async () => {
    fresh = await freshDatabase()
    const config = { databaseUrl: fresh.url, dataDir: '' }
    node = await openDatabase({ config, clock: systemClock, log: quiet, max: 3 })
    await node.pool.query('create table thing (id int primary key)')
    await node.pool.query('insert into thing values (1)')
  })
  afterAll(async () => {
    await node.close()
    await fresh.drop()
  })
  const ways = {
    'through the pool': () => all.run(node.pool, [0]),
    'through Kysely': () => all.run(node.db, [0]),
    'in a transaction': () => node.transaction('system', (tx) => all.run(tx, [0])),
  }
  const everyWay = () => Promise.all(Object.values(ways).map((run) => retrying(run)))

  test.each(Object.entries(ways))('%s the verb is run again, and reads what is there now', async (name, run) => {
    await everyWay()
    const column = name.replaceAll(/\W/g, '_')
    await node.pool.query(`alter table thing add column "${column}" text default 'new'`)
    expect(await retrying(run)).toMatchObject([{ id: 1, [column]: 'new' }])
  })

  test('for a job the database was away: no try is counted', async () => {
    await everyWay()
    await node.pool.query('alter table thing add column last text')
    const broken = await all.run(node.pool, [0]).catch((error: unknown) => error)
    expect(broken).toMatchObject({ code: '0A000' })
    expect(isDatabaseAway(broken)).toBe(true)
    expect(await retrying(() => all.run(node.pool, [0]))).toHaveLength(1)
  })

  test('what PostgreSQL cannot do is not tried for ever', async () => {
    const never = hot('test-never', 'select count(*) from (select 1 where $1::int = 0) x for update')
    let tries = 0
    const run = () => {
      tries += 1
      return never.run(node.pool, [0])
    }
    await expect(retrying(run)).rejects.toMatchObject({ code: '0A000' })
    expect(tries).toBe(1)
  })
})
