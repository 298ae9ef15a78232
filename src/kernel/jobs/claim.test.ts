import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#kernel/clock'
import { type Database, openDatabase } from '#kernel/db'
import { newId } from '#kernel/ids'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { quiet } from '../../../test/support/quiet.ts'
import { claimJobs } from './claim.ts'

let fresh: FreshDatabase
let database: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  database = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock: systemClock, log: quiet })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

test('a claim costs the same whatever waits, though its plan was made when nothing did', async () => {
  const client = await database.pool.connect()
  try {
    await client.query('set plan_cache_mode = force_generic_plan')
    const room = new Map([['test.note', 4]])
    const request = { room, held: [], alone: true, node: newId(), now: systemClock.now(), leaseSeconds: 60 }
    await claimJobs(
      { pool: Object.assign(Object.create(database.pool), { query: client.query.bind(client) }) },
      request,
    )
    await client.query(
      `insert into kernel.job (kind, lane, payload, run_at, created_at)
       select 'test.note', 'lane ' || n, '{}', now() - interval '1 minute', now() from generate_series(1, 20000) n`,
    )
    await client.query(
      `insert into kernel.job (kind, lane, payload, run_at, created_at, leased_until, leased_by)
       values ('test.note', 'lost', '{}', now(), now(), now() - interval '1 minute', $1)`,
      [newId()],
    )
    const literals = `array['test.note'], array[4], now(), array[]::bigint[], '${newId()}', 60, true`
    const { rows } = await client.query(
      `explain (analyze, buffers, format json) execute "kernel.claim-jobs"(${literals})`,
    )
    const [{ Plan: plan }] = rows[0]['QUERY PLAN']
    expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(200)
    const { rows: claimed } = await client.query('select lane from kernel.job where leased_until > now() order by lane')
    expect(claimed.map(({ lane }) => lane)).toEqual(['lane 1', 'lane 2', 'lane 3', 'lane 4', 'lost'])
  } finally {
    client.release(true)
  }
})
