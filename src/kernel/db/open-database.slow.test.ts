import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '#kernel/clock'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { quiet } from '../../../test/support/quiet.ts'
import { removeScratch, scratchData } from '../../../test/support/scratch-data.ts'
import type { Database } from './database.ts'
import { startEmbedded } from './embedded/index.ts'
import { hot } from './hot.ts'
import { openDatabase } from './open-database.ts'
import { sql } from './sql.ts'
import { isTransient, retrying } from './transient.ts'

const open = (databaseUrl: string): Promise<Database> =>
  openDatabase({ config: { databaseUrl, dataDir: '' }, clock: systemClock, log: quiet })

describe('on a database', () => {
  let fresh: FreshDatabase
  let node: Database

  beforeEach(async () => {
    fresh = await freshDatabase()
    node = await open(fresh.url)
    await node.pool.query('create table note (n int)')
  })
  afterEach(async () => {
    await Promise.all([node, ...others.splice(0)].map((one) => one.close()))
    await fresh.drop()
  })
  const others: Database[] = []
  const openOther = async (): Promise<Database> => {
    const other = await open(fresh.url)
    others.push(other)
    return other
  }
  const notes = async (): Promise<unknown[]> => (await node.pool.query('select n from note')).rows

  test('a transaction knows whose deed it is and when, and its work is kept', async () => {
    const seen = await node.transaction('bot', async (tx) => {
      await sql`insert into note values (1)`.execute(tx)
      return { by: tx.by, clock: tx.clock }
    })
    expect(seen).toEqual({ by: 'bot', clock: systemClock })
    expect(await notes()).toEqual([{ n: 1 }])
  })

  test('a transaction whose work throws leaves nothing', async () => {
    const work = node.transaction('bot', async (tx) => {
      await sql`insert into note values (1)`.execute(tx)
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await notes()).toEqual([])
  })

  test('a transaction that swallowed a failed statement does not pretend to have committed', async () => {
    const work = node.transaction('bot', async (tx) => {
      await sql`insert into note values (1)`.execute(tx)
      await sql`select 1 / 0`.execute(tx).catch(() => {})
    })
    await expect(work).rejects.toThrow()
    expect(await notes()).toEqual([])
  })

  test('a hot statement is prepared under its name, on the pool, a Db and in a transaction', async () => {
    const count = hot<{ n: number }>('test.count_notes', 'select count(*) as n from note where n > $1')
    const prepared = `select from_sql from pg_prepared_statements where name = 'test.count_notes'`
    await node.transaction('bot', async (tx) => {
      await sql`insert into note values (1)`.execute(tx)
      expect(await count.run(tx, [0])).toEqual([{ n: 1 }])
      expect((await sql.raw(prepared).execute(tx)).rows).toEqual([{ from_sql: false }])
    })
    expect(await count.run(node.pool, [0])).toEqual([{ n: 1 }])
    expect(await count.run(node.db, [1])).toEqual([{ n: 0 }])
  })

  test('bigint arrives as number, a date as text, and a bigint that does not fit is refused', async () => {
    const { rows } = await node.pool.query(`select 5::bigint as n, '2026-02-03'::date as d, '{1,null}'::bigint[] as ns`)
    expect(rows).toEqual([{ n: 5, d: '2026-02-03', ns: [1, null] }])
    await expect(node.pool.query('select 9007199254740993 as n')).rejects.toThrow('does not fit')
  })

  test('the bell is heard by another node after a commit, and not when it rolled back', async () => {
    const heard = bellOf(await openOther())
    await heard.next() // connected
    await node.transaction('bot', async () => {})
    await heard.next()
    await node.transaction('bot', async () => Promise.reject(new Error('no'))).catch(() => {})
    expect(heard.count()).toBe(2)
  })

  test('a hundred rings at once are two: one now, one 5 ms later', async () => {
    const [here, there] = [bellOf(node), bellOf(await openOther())]
    await Promise.all([here.next(), there.next()])
    const before = here.count()
    const start = performance.now()
    for (let n = 0; n < 100; n++) node.ring()
    // A machine that looks away meanwhile makes it more than one stretch of 5 ms.
    const more = Math.floor((performance.now() - start) / 5)
    expect(here.count() - before).toBeLessThanOrEqual(1 + more)
    await here.next()
    await here.next()
    expect(here.count() - before).toBeGreaterThanOrEqual(2)
    expect(here.count() - before).toBeLessThanOrEqual(2 + more)
    await there.next()
  })

  test('a bell whose line was cut comes back by itself and rings, since it may have missed something', async () => {
    const heard = bellOf(node)
    await heard.next()
    await node.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query ~ 'kernel_bell' and pid <> pg_backend_pid()`,
    )
    await heard.next()
    const other = await openOther()
    other.ring()
    await heard.next()
  })

  test('a connection cut in the middle of a transaction is an error we may try again, not the end of the process', async () => {
    let tried = 0
    const kept = await retrying(() =>
      node.transaction('bot', async (tx) => {
        await sql`insert into note values (${++tried})`.execute(tx)
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        if (tried === 1) await node.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
        await sql`select 1`.execute(tx)
        return tried
      }),
    )
    expect(kept).toBe(2)
    expect(await notes()).toEqual([{ n: 2 }])
  })

  test('what fails for a lasting reason is not tried again', async () => {
    let tried = 0
    const work = retrying(async () => {
      tried++
      await node.pool.query('select 1 / 0')
    })
    await expect(work).rejects.toThrow('division by zero')
    expect(tried).toBe(1)
  })
})

test('the pool and the bell survive a restart of the database', async () => {
  const dataDir = await scratchData()
  const first = await startEmbedded({ dataDir, log: quiet })
  const node = await open(first.url)
  const heard = bellOf(node)
  await heard.next()
  await Promise.all([1, 2, 3].map(() => node.pool.query('select')))
  await first.stop()

  const away = await node.pool.query('select').catch((error: unknown) => error)
  expect(isTransient(away)).toBe(true)
  const second = await startEmbedded({ dataDir, log: quiet })
  await retrying(() => node.pool.query('select'))
  await heard.next()
  await node.close()
  await second.stop()
  rmSync(dataDir, { recursive: true })
  await removeScratch()
})

test('without DATABASE_URL it brings its own database along and ends it', async () => {
  const dataDir = await scratchData()
  const node = await openDatabase({ config: { databaseUrl: null, dataDir }, clock: systemClock, log: quiet })
  expect((await node.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }])
  await node.close()
  const again = await startEmbedded({ dataDir, log: quiet })
  expect(again.adopted).toBe(false)
  await again.stop()
  rmSync(dataDir, { recursive: true })
  await removeScratch()
})

test('a database that does not answer is told in one sentence, without its password', async () => {
  const opening = open('postgres://someone:hidden-word@127.0.0.1:1/none')
  await expect(opening).rejects.toThrow(/^The database of DATABASE_URL does not answer: .*ECONNREFUSED/)
  await expect(opening).rejects.not.toThrow('hidden-word')
})

/** Counts rings and lets a test wait for the next one it has not yet waited for. */
function bellOf(node: Database): { next(): Promise<void>; count(): number } {
  let rung = 0
  let waitedFor = 0
  let wake = (): void => {}
  node.onBell(() => {
    rung++
    wake()
  })
  return {
    count: () => rung,
    next: async () => {
      if (rung <= waitedFor) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      waitedFor = rung
    },
  }
}
