import { beforeAll, describe, expect, test } from 'vitest'
import { type Database, sql } from '#kernel/db'
import { jobsBench, type Run } from '../../../test/support/jobs.ts'
import {
  countJobs,
  discardDeadJob,
  enqueue,
  listDeadJobs,
  listJobs,
  replayDeadJob,
  replayDeadJobs,
  runAgainAt,
  soLongAfter,
} from './index.ts'

const bench = jobsBench()
const { node, add, expireLeases, clock } = bench
let database: Database
beforeAll(() => {
  database = bench.database
})

describe('running', () => {
  test('a job runs once and is gone', async () => {
    const seen: string[] = []
    await add('one')
    await node(({ word }) => void seen.push(word)).settle()
    await node(({ word }) => void seen.push(word)).settle()
    expect(seen).toEqual(['one'])
    expect((await listJobs(database.db, { limit: 10 })).items).toEqual([])
  })

  test('a job of a transaction that rolled back never was', async () => {
    const seen: string[] = []
    const failing = database.transaction('system', async (tx) => {
      await enqueue(tx, 'test.note', { word: 'ghost' })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await node(({ word }) => void seen.push(word)).settle()
    expect(seen).toEqual([])
  })

  test('settle also runs the jobs that jobs enqueue', async () => {
    const seen: string[] = []
    await add('first')
    await node(async ({ word }) => {
      seen.push(word)
      if (word === 'first') await add('second')
    }).settle()
    expect(seen).toEqual(['first', 'second'])
  })

  test('the bell starts work without anybody asking', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const jobs = node(({ word }) => resolve(word))
    jobs.start()
    await add('rung')
    expect(await promise).toBe('rung')
    await jobs.stop()
  })

  test('no more of a kind run at once than it says', async () => {
    let now = 0
    let most = 0
    for (let i = 0; i < 9; i++) await add(`${i}`)
    await node(
      async () => {
        most = Math.max(most, ++now)
        await sql`select 1`.execute(database.db)
        now--
      },
      { options: { atOnce: 3 } },
    ).settle()
    expect(most).toBe(3)
  })

  test('a kind nobody here works on waits for a node that does', async () => {
    await database.transaction('system', (tx) => enqueue(tx, 'test.other', { word: 'later' }))
    await node(() => {}).settle()
    expect((await listJobs(database.db, { limit: 10 })).items).toMatchObject([
      { kind: 'test.other', running: false, tries: 0 },
    ])
  })
})

describe('time, keys and lanes', () => {
  test('a job with a time waits for the clock', async () => {
    const seen: string[] = []
    const jobs = node(({ word }) => void seen.push(word))
    await add('noon', { at: new Date('2026-03-02T12:00:00Z') })
    await jobs.settle()
    expect(seen).toEqual([])
    clock.set('2026-03-02T12:00:00Z')
    await jobs.settle()
    expect(seen).toEqual(['noon'])
  })

  test('what was put off by a clock that was ahead waits no longer than was meant', async () => {
    const ran: string[] = []
    let again = true
    const { settle } = node(({ word }) => {
      ran.push(word)
      if (word === 'retried' && again) {
        again = false
        runAgainAt(new Date(clock.now().getTime() + 5_000))
      }
    })
    await add('tomorrow', { at: new Date(clock.now().getTime() + 86_400_000) })
    clock.advance({ hours: 24 * 730 })
    await add('soon', { at: new Date(clock.now().getTime() + 5_000) })
    await add('retried')
    await settle()
    clock.advance({ hours: -24 * 730 })
    ran.length = 0
    await settle()
    expect(ran).toEqual([])
    clock.advance({ seconds: 5 })
    await settle()
    expect(ran.sort()).toEqual(['retried', 'soon'])
  })
  test('what follows an event waits from then, or from now when the event says it is still to come', () => {
    const at = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000)
    expect(soLongAfter({ clock }, at(-1), 5_000)).toEqual(new Date(at(-1).getTime() + 5_000))
    expect(soLongAfter({ clock }, at(24 * 730), 5_000)).toEqual(new Date(clock.now().getTime() + 5_000))
  })
  test('one key waits once and keeps the earlier time', async () => {
    const seen: string[] = []
    await add('a', { key: 'k', at: new Date(clock.now().getTime() + 60_000) })
    await add('b', { key: 'k' })
    await add('c', { key: 'k', at: new Date(clock.now().getTime() + 60_000) })
    await node(({ word }) => void seen.push(word)).settle()
    expect(seen).toEqual(['a'])
    expect((await listJobs(database.db, { limit: 10 })).items).toEqual([])
  })

  test('a key may be enqueued again while its job runs', async () => {
    const seen: string[] = []
    await add('first', { key: 'k' })
    await node(async ({ word }) => {
      seen.push(word)
      if (word === 'first') await add('again', { key: 'k' })
    }).settle()
    expect(seen).toEqual(['first', 'again'])
  })

  test('a failed job leaves its work to the one of its key that waits already', async () => {
    await add('old', { key: 'k' })
    await node(async ({ word }) => {
      if (word !== 'old') return
      await add('new', { key: 'k', at: new Date(clock.now().getTime() + 60_000) })
      throw new Error('down')
    }).settle()
    const { items } = await listJobs(database.db, { limit: 10 })
    expect(items).toHaveLength(1)
    expect(items[0]?.tries).toBe(0)
  })

  test('a lane runs one at a time, in order, whatever the number of nodes; lanes do not wait for each other', async () => {
    const seen = new Map<string, string[]>()
    const inside = new Set<string>()
    let together = 0
    for (let i = 0; i < 60; i++) await add(`${i % 3}:${i}`, { lane: `lane-${i % 3}` })
    const run: Run = async ({ word }) => {
      const lane = word.split(':')[0] ?? ''
      expect(inside.has(lane)).toBe(false)
      inside.add(lane)
      together = Math.max(together, inside.size)
      await sql`select 1`.execute(database.db)
      seen.set(lane, [...(seen.get(lane) ?? []), word])
      inside.delete(lane)
    }
    const nodes = [node(run), node(run), node(run)]
    for (let done = 0; done < 60; done = [...seen.values()].flat().length)
      await Promise.all(nodes.map((one) => one.settle()))
    for (const [lane, words] of seen) {
      const order = words.map((word) => Number(word.split(':')[1]))
      expect(order, lane).toEqual([...order].sort((a, b) => a - b))
      expect(order).toHaveLength(20)
    }
    expect(together).toBeGreaterThan(1)
  })

  test('a failing job holds its lane until it is parked, then the lane goes on', async () => {
    const seen: string[] = []
    const jobs = node(
      ({ word }) => {
        seen.push(word)
        if (word === 'bad') throw new Error('no')
      },
      { options: { tries: 2 } },
    )
    await add('bad', { lane: 'l' })
    await add('good', { lane: 'l' })
    await jobs.settle()
    expect(seen).toEqual(['bad'])
    clock.advance({ seconds: 2 })
    await expect(jobs.settle()).rejects.toThrow('no')
    expect(seen).toEqual(['bad', 'bad', 'good'])
  })
})

describe('failure', () => {
  const always: Run = () => {
    throw Object.assign(new Error('could not reach +44 7700 900123'), { code: 'ECONNREFUSED' })
  }

  test('tries again after 2, 4, 8, 16 seconds at most, then the job is kept aside with a code and no text', async () => {
    const jobs = node(always)
    await add('poison', { key: 'k', lane: 'l' })
    for (const wait of [2, 4, 8, 16]) {
      await jobs.settle()
      const [job] = (await listJobs(database.db, { limit: 1 })).items
      expect(job?.runAt.getTime()).toBe(clock.now().getTime() + wait * 1000)
      expect(job?.lastError).toBe('Error:ECONNREFUSED')
      clock.advance({ seconds: wait })
    }
    await expect(jobs.settle()).rejects.toThrow('could not reach')
    const { items } = await listDeadJobs(database.db, { limit: 10 })
    expect(items).toMatchObject([
      { kind: 'test.note', key: 'k', lane: 'l', tries: 5, error: 'Error:ECONNREFUSED', payload: { word: 'poison' } },
    ])
    expect(await countJobs(database.db)).toEqual([{ kind: 'test.note', waiting: 0, running: 0, dead: 1 }])
  })

  test('a dead job is replayed with fresh tries, in its old place of its lane', async () => {
    const broken = node(always, { options: { tries: 1 } })
    await add('one', { lane: 'l' })
    await add('two', { lane: 'l' })
    await expect(broken.settle()).rejects.toThrow('2 jobs died')
    await add('three', { lane: 'l' })
    expect(await database.transaction('system', (tx) => replayDeadJobs(tx, 'test.note'))).toBe(2)
    const seen: string[] = []
    await node(({ word }) => void seen.push(word)).settle()
    expect(seen).toEqual(['one', 'two', 'three'])
  })

  test('one dead job is replayed or discarded by its id; an unknown id is said to be so', async () => {
    await add('one')
    await add('two')
    await expect(node(always, { options: { tries: 1 } }).settle()).rejects.toThrow()
    const first = await listDeadJobs(database.db, { limit: 1 })
    const second = await listDeadJobs(database.db, { limit: 1, after: first.next ?? '' })
    expect(second.next).toBeNull()
    const ids = [first, second].map((page) => page.items[0]?.id ?? '')
    await database.transaction('system', async (tx) => {
      expect(await replayDeadJob(tx, ids[0] ?? '')).toBe(true)
      expect(await replayDeadJob(tx, ids[0] ?? '')).toBe(false)
      expect(await discardDeadJob(tx, ids[1] ?? '')).toBe(true)
    })
    expect((await listDeadJobs(database.db, { limit: 10 })).items).toEqual([])
    expect((await listJobs(database.db, { limit: 10 })).items).toMatchObject([{ id: ids[0], tries: 0 }])
  })

  test('a database that is away for a moment is no fault of the job, however often', async () => {
    let left = 12
    const { settle } = node(() => {
      if (left-- > 0) throw Object.assign(new Error('sorry, too many clients already'), { code: '53300' })
    })
    await add('patient')
    for (let turn = 0; turn < 12; turn++) {
      await settle()
      clock.advance({ seconds: 1 })
    }
    await settle()
    expect(left).toBe(-1)
    expect(await listDeadJobs(database.db, { limit: 10 })).toMatchObject({ items: [] })
  })

  test('asking to run again is no failure', async () => {
    const at = new Date(clock.now().getTime() + 30_000)
    await add('slow down')
    await node(() => runAgainAt(at)).settle()
    expect((await listJobs(database.db, { limit: 1 })).items).toMatchObject([{ tries: 0, runAt: at, lastError: null }])
  })
})

describe('workers that die', () => {
  /** Claims the job and never comes back, as a killed process would. */
  async function abandon(word: string, options = {}) {
    const { promise: begun, resolve } = Promise.withResolvers<void>()
    const gone = node(() => {
      resolve()
      return new Promise<void>(() => {})
    })
    await add(word, options)
    void gone.settle()
    await begun
  }

  test('nobody else runs a job whose lease is alive', async () => {
    const seen: string[] = []
    await abandon('held')
    await node(({ word }) => void seen.push(word)).settle()
    expect(seen).toEqual([])
  })

  test('its work is redone once its lease has ended, before the rest of the lane', async () => {
    const seen: string[] = []
    await abandon('first', { lane: 'l' })
    await add('second', { lane: 'l' })
    await expireLeases()
    await node(({ word }) => void seen.push(word)).settle()
    expect(seen).toEqual(['first', 'second'])
  })

  test('two nodes never run one job at the same time', async () => {
    const inside = new Set<string>()
    const ran: string[] = []
    await database.transaction('system', async (tx) => {
      for (let i = 0; i < 300; i++) await enqueue(tx, 'test.note', { word: `${i}` })
    })
    const run: Run = async ({ word }) => {
      expect(inside.has(word)).toBe(false)
      inside.add(word)
      await sql`select 1`.execute(database.db)
      inside.delete(word)
      ran.push(word)
    }
    await Promise.all([node(run).settle(), node(run).settle()])
    expect(new Set(ran).size).toBe(300)
    expect(ran).toHaveLength(300)
  })

  test('stopping gives back what has not begun', async () => {
    const { promise: begun, resolve } = Promise.withResolvers<void>()
    const { promise: finish, resolve: letFinish } = Promise.withResolvers<void>()
    const run: Run = ({ word }) => {
      if (word !== 'long') return
      resolve()
      return finish
    }
    const warm = node(run, { options: { atOnce: 1 } })
    for (let i = 0; i < 20; i++) await add('short')
    await warm.settle()
    await add('long')
    await add('next')
    void warm.settle()
    await begun
    const stopped = warm.stop()
    letFinish()
    await stopped
    const seen: string[] = []
    await node(({ word }) => void seen.push(word)).settle()
    expect(seen).toEqual(['next'])
  })
})
