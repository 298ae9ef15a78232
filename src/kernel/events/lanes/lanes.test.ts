import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import { type LogBench, type Node, note, openLogBench, seenBy, tell, tellIn } from '../../../../test/support/log.ts'
import type { LaneEvent } from '../stored.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    'bench.job': { pos: number }
  }
}

let bench: LogBench
beforeEach(async () => {
  bench = await openLogBench()
})
afterEach(() => bench[Symbol.asyncDispose]())

const EXPIRE = "update kernel.lane set leased_until = clock_timestamp() - interval '1 hour'"
const NOT_BUSY = 'where lane in (select lane from kernel.lane for update skip locked)'
const numbers = (seen: readonly { n: number }[]): number[] => seen.map(({ n }) => n)

describe('handlers', () => {
  test('get each event once, in the order of its subject', async () => {
    const node = await bench.node((app) => {
      app.on('bench.happened', 'one', note('one'))
      app.on('bench.moved', 'one', note('one'))
      app.on('bench.happened', 'two', note('two'))
    })
    const subjects = Array.from({ length: 40 }, () => newId())
    for (let n = 0; n < 400; n += 1) {
      await tell(node, { subject: subjects[n % 40], n, name: n % 5 === 0 ? 'bench.moved' : 'bench.happened' })
      if (n === 150) await node.log.settle()
    }
    await node.log.settle()
    await node.log.settle()
    const one = await seenBy(node, 'one')
    expect(one).toHaveLength(400)
    expect(await seenBy(node, 'two')).toHaveLength(320)
    for (const subject of subjects) {
      const mine = numbers(one.filter((seen) => seen.subject === subject))
      expect(mine).toEqual(mine.toSorted((a, b) => a - b))
    }
    expect(Object.fromEntries(await node.log.lag())).toEqual({ one: 0, two: 0 })
  })

  test('new to the log begin at its head, or at its start when they ask for it', async () => {
    const before = await bench.node((app) => app.on('bench.happened', 'old', note('old')))
    await tell(before, { n: 1 })
    await before.log.settle()
    const after = await bench.node((app) => {
      app.on('bench.happened', 'now', note('now'))
      app.on('bench.happened', 'start', note('start'), { from: 'start' })
    })
    await after.log.settle()
    await tell(after, { n: 2 })
    await after.log.settle()
    expect(numbers(await seenBy(after, 'now'))).toEqual([2])
    expect(numbers(await seenBy(after, 'start')).toSorted()).toEqual([1, 2])
  })

  test('do what they do once, though the connection dies in the middle of a batch', async () => {
    const subject = newId()
    let deaths = 2
    const node = await bench.node((app) => {
      app.on('bench.happened', 'fragile', async (tx, event) => {
        await note('fragile')(tx, event)
        if (event.data.n === 3 && deaths-- > 0) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
      })
    })
    for (let n = 1; n <= 5; n += 1) await tell(node, { subject, n })
    while (deaths >= 0) await node.log.settle()
    expect(numbers(await seenBy(node, 'fragile'))).toEqual([1, 2, 3, 4, 5])
  })

  test('run by the system, on the bell, without being asked', async () => {
    const ran = Promise.withResolvers<string>()
    const node = await bench.node((app) => {
      app.on('bench.happened', 'waiting', async (tx) => ran.resolve(tx.by))
    })
    node.log.start()
    await tell(node)
    expect(await ran.promise).toBe('system')
  })
})

describe('an event that a handler cannot do', () => {
  test('is tried five times, parked with the later ones of its subject, and replayed in order; others go on', async () => {
    const [bad, good] = [newId(), newId()]
    let tries = 0
    let broken = true
    const node = await bench.node((app) => {
      app.on('bench.happened', 'picky', async (tx, event) => {
        await note('picky')(tx, event)
        if (broken && event.subject === bad && event.data.n === 2) {
          tries += 1
          throw new TypeError('Ana Silva wrote something odd')
        }
      })
      app.on('bench.happened', 'easy', note('easy'))
    })
    for (let n = 1; n <= 4; n += 1) {
      await tell(node, { subject: bad, n })
      await tell(node, { subject: good, n })
    }
    await node.log.settle()
    await tell(node, { subject: bad, n: 5 })
    await node.log.settle()

    expect(tries).toBe(5)
    const seen = await seenBy(node, 'picky')
    expect(numbers(seen.filter(({ subject }) => subject === bad))).toEqual([1])
    expect(numbers(seen.filter(({ subject }) => subject === good))).toEqual([1, 2, 3, 4])
    expect(await seenBy(node, 'easy')).toHaveLength(9)
    const parked = await node.log.parked()
    expect(parked).toMatchObject([
      { handler: 'picky', subject: bad, event: 'bench.happened', code: 'TypeError', waiting: 4 },
    ])
    expect(JSON.stringify(parked)).not.toContain('Silva')

    expect(await node.log.replayParked('picky', bad)).toBe(0)
    broken = false
    expect(await node.log.replayParked('picky', bad)).toBe(4)
    expect(await node.log.parked()).toEqual([])
    await tell(node, { subject: bad, n: 6 })
    await node.log.settle()
    expect(numbers((await seenBy(node, 'picky')).filter(({ subject }) => subject === bad))).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('is tried again after a while by itself, and what waited behind it follows', async () => {
    const subject = newId()
    const all = Promise.withResolvers<void>()
    let failures = 1
    const node = await bench.node((app) => {
      app.on('bench.happened', 'shaky', async (tx, event) => {
        if (event.data.n === 1 && failures-- > 0) throw new Error('not now')
        await note('shaky')(tx, event)
        if (event.data.n === 3) all.resolve()
      })
    })
    for (let n = 1; n <= 3; n += 1) await tell(node, { subject, n })
    node.log.start()
    await all.promise
    await node.log.stop()
    expect(numbers(await seenBy(node, 'shaky'))).toEqual([1, 2, 3])
  })
})

describe('a handler of many', () => {
  test('gets what came together at once, of all lanes, and each subject in its order', async () => {
    const batches: LaneEvent[][] = []
    const node = await bench.node((app) =>
      app.onMany(['bench.happened', 'bench.moved'], 'many', async (tx, events) => {
        batches.push([...events] as LaneEvent[])
        for (const event of events) await note('many')(tx, event)
      }),
    )
    const subjects = Array.from({ length: 20 }, () => newId())
    for (let n = 0; n < 60; n += 1)
      await tell(node, { subject: subjects[n % 20], n, name: n % 2 === 0 ? 'bench.moved' : 'bench.happened' })
    await node.log.settle()
    expect(batches.map(({ length }) => length)).toEqual([60])
    expect(new Set(batches[0]?.map(({ lane }) => lane)).size).toBeGreaterThan(4)
    const seen = await seenBy(node, 'many')
    for (const subject of subjects) {
      const mine = numbers(seen.filter((one) => one.subject === subject))
      expect(mine).toEqual(mine.toSorted((a, b) => a - b))
    }
  })

  test('is given them one by one when it fails, so that the one that cannot be done waits alone', async () => {
    const [bad, good] = [newId(), newId()]
    const tried: number[] = []
    const node = await bench.node((app) =>
      app.onMany(['bench.happened'], 'many', async (tx, events) => {
        for (const event of events) {
          if (event.subject === bad && event.data.n === 2) {
            tried.push(events.length)
            throw new TypeError('not this one')
          }
          await note('many')(tx, event)
        }
      }),
    )
    for (let n = 1; n <= 3; n += 1) {
      await tell(node, { subject: bad, n })
      await tell(node, { subject: good, n })
    }
    await node.log.settle()
    // Once with the others, which is nobody's fault, and five times by itself.
    expect(tried).toEqual([6, 1, 1, 1, 1, 1])
    const seen = await seenBy(node, 'many')
    expect(numbers(seen.filter(({ subject }) => subject === good))).toEqual([1, 2, 3])
    expect(numbers(seen.filter(({ subject }) => subject === bad))).toEqual([1])
    expect(await node.log.parked()).toMatchObject([{ handler: 'many', subject: bad, waiting: 2 }])
  })
})

test('the log is numbered, and its head told, while a handler takes its time', async () => {
  const [begun, held, moved] = [0, 1, 2].map(() => Promise.withResolvers<void>())
  const node = await bench.node((app) => {
    app.on('bench.happened', 'slow', async () => {
      begun?.resolve()
      await held?.promise
    })
  })
  node.log.start()
  await tell(node, { n: 1 })
  await begun?.promise
  const silence = node.log.onHead(() => moved?.resolve())
  await tell(node, { n: 2 })
  await moved?.promise
  silence()
  held?.resolve()
  await node.log.stop()
})

describe('a lane', () => {
  test('is worked by one node; when that node dies its lease runs out and another goes on where it was', async () => {
    const listen = (name: string) => (app: { on: (typeof node.app)['on'] }) =>
      app.on('bench.happened', 'shared', async (tx, event) => {
        await note(name)(tx, event)
      })
    const node = await bench.node()
    const first = await bench.node(listen('first'))
    const second = await bench.node(listen('second'))
    first.log.start()
    await first.log.settle()
    await tell(first, { n: 1 })
    await second.log.settle()
    await first.log.settle()
    expect(await seenBy(first, 'second')).toEqual([])
    expect(numbers(await seenBy(first, 'first'))).toEqual([1])

    await first.database.pool.query("update kernel.lane set leased_until = clock_timestamp() - interval '1 second'")
    await tell(first, { n: 2 })
    await second.log.settle()
    const both = [...(await seenBy(first, 'first')), ...(await seenBy(first, 'second'))]
    expect(numbers(both)).toEqual([1, 2])
  })

  test('is not taken from a node whose batch is still running, however late', async () => {
    const begun = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const slow = await bench.node((app) => {
      app.on('bench.happened', 'shared', async (tx, event) => {
        await note('slow')(tx, event)
        begun.resolve()
        await go.promise
      })
    })
    const other = await bench.node((app) => app.on('bench.happened', 'shared', note('other')))
    await tell(slow, { n: 1 })
    const settled = slow.log.settle()
    await begun.promise
    await other.database.pool.query(`${EXPIRE} ${NOT_BUSY}`)
    await other.log.settle()
    go.resolve()
    await settled
    await other.log.settle()
    expect(numbers(await seenBy(slow, 'slow'))).toEqual([1])
    expect(await seenBy(slow, 'other')).toEqual([])
  })

  test('of a dead node is taken also by one whose batch takes its time', async () => {
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const busy = await bench.node((app) => {
      app.on('bench.happened', 'shared', async () => {
        begun.resolve()
        await held.promise
      })
    })
    busy.log.start()
    await tell(busy)
    await begun.promise
    const dead = newId()
    await busy.database.pool.query(`${EXPIRE}, leased_by = $1 ${NOT_BUSY}`, [dead])
    await expect.poll(() => leasedBy(busy, dead)).toBe(0)
    held.resolve()
  })

  test('that was worked by another while its node slept, and came back, is not worked from where that one remembers it', async () => {
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let working = 0
    const sleeper = await bench.node((app) => {
      app.on('bench.happened', 'shared', async (tx, event) => {
        await note('seen')(tx, event)
        // As many lanes as it works at once: it knows the others only from before.
        if (++working === 4) begun.resolve()
        await held.promise
      })
    })
    const other = await bench.node((app) => app.on('bench.happened', 'shared', note('seen')))
    // More than one batch holds, so that lanes are worked a few at a time.
    const all = Array.from({ length: 220 }, (_, n) => n)
    await sleeper.database.transaction('system', async (tx) => {
      for (const n of all) await tellIn(tx, { n })
    })
    sleeper.log.start()
    await begun.promise
    await other.database.pool.query(`${EXPIRE} ${NOT_BUSY}`)
    await other.log.settle()
    await expect.poll(() => leasedBy(other, null)).toBe(0)
    held.resolve()
    await sleeper.log.settle()
    expect(numbers(await seenBy(sleeper, 'seen')).toSorted((a, b) => a - b)).toEqual(all)
  })
})

async function leasedBy({ database }: Node, node: string | null): Promise<number> {
  const asked = 'select count(*)::int as n from kernel.lane where leased_by is not distinct from $1::uuid'
  return (await database.pool.query<{ n: number }>(asked, [node])).rows[0]?.n ?? 0
}

describe('a replay', () => {
  test('runs a range into an emptied projection, without jobs, and goes on', async () => {
    const node = await bench.node((app) => {
      app.on('bench.happened', 'project', async (tx, event) => {
        await note('project')(tx, event)
        await enqueue(tx, 'bench.job', { pos: event.pos })
      })
    })
    const jobs = async () => (await node.database.pool.query('select count(*) from kernel.job')).rows[0].count
    const empty = async (tx: Parameters<ReturnType<typeof note>>[0]) => {
      await sql`delete from public.seen where handler = 'project'`.execute(tx)
    }
    for (let n = 1; n <= 6; n += 1) await tell(node, { n })
    await node.log.settle()
    expect(await jobs()).toBe(6)

    await node.log.replay('project', { from: 2, to: 4 }, empty)
    await node.log.settle()
    expect((await seenBy(node, 'project')).map(({ pos }) => pos).toSorted()).toEqual([2, 3, 4])
    expect(await jobs()).toBe(6)

    await tell(node, { n: 7 })
    await node.log.settle()
    expect((await seenBy(node, 'project')).map(({ pos }) => pos).toSorted()).toEqual([2, 3, 4, 7])
    expect(await jobs()).toBe(7)

    await node.log.replay('project', { withJobs: true }, empty)
    await node.log.settle()
    expect(await seenBy(node, 'project')).toHaveLength(7)
    expect(await jobs()).toBe(14)
  })
})

test('a paused handler waits, and goes on where it stood', async () => {
  const node = await bench.node((app) => {
    app.on('bench.happened', 'patient', note('patient'))
    app.on('bench.happened', 'eager', note('eager'))
  })
  node.log.pause('patient')
  await tell(node, { n: 1 })
  await node.log.settle()
  expect(numbers(await seenBy(node, 'eager'))).toEqual([1])
  expect(await seenBy(node, 'patient')).toEqual([])
  expect((await node.log.lag()).get('patient')).toBe(1)
  node.log.resume('patient')
  await node.log.settle()
  expect(numbers(await seenBy(node, 'patient'))).toEqual([1])
})
