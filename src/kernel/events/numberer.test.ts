import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type LogBench, type Node, openLogBench, tell, tellIn } from '../../../test/support/log.ts'
import { keepMonths } from './months.ts'
import { NUMBERED_AT_ONCE, numberEvents } from './numberer.ts'

let bench: LogBench
let node: Node
beforeAll(async () => {
  bench = await openLogBench()
  node = await bench.node()
  await keepMonths(node.database, node.clock)
})
afterAll(() => bench[Symbol.asyncDispose]())

const numbered = async (): Promise<{ pos: number | null; n: number }[]> =>
  (await node.database.pool.query("select pos, (data->>'n')::int as n from kernel.event order by pos nulls last, seq"))
    .rows

/** A transaction that has written and waits for the word to commit. */
async function slow(n: number): Promise<() => Promise<void>> {
  const written = Promise.withResolvers<void>()
  const word = Promise.withResolvers<void>()
  const done = node.database.transaction('system', async (tx) => {
    await tellIn(tx, { n })
    written.resolve()
    await word.promise
  })
  await written.promise
  return () => {
    word.resolve()
    return done
  }
}

describe('places in the log', () => {
  test('are given in the order of commits when slow transactions commit in reverse, without a gap', async () => {
    const first = await slow(1)
    const second = await slow(2)
    await second()
    expect(await numberEvents(node.database.pool)).toBe(1)
    await first()
    expect(await numberEvents(node.database.pool)).toBe(2)
    expect(await numbered()).toEqual([
      { pos: 1, n: 2 },
      { pos: 2, n: 1 },
    ])
  })

  test('are given though a write transaction stays open: it holds nobody back', async () => {
    const forgotten = await slow(3)
    for (let n = 4; n <= 6; n += 1) await tell(node, { n })
    expect(await numberEvents(node.database.pool)).toBe(5)
    await forgotten()
    expect(await numberEvents(node.database.pool)).toBe(6)
  })

  test('are given once when many nodes number at the same time, more than one batch', async () => {
    await node.database.pool.query(
      `insert into kernel.event (at, name, subject, by, data)
       select timestamptz '2026-06-01' + make_interval(mins => i * 20), 'bench.happened', $1, 'system', jsonb_build_object('n', i) from generate_series(1, 5000) as i`,
      [newId()],
    )
    const heads = await Promise.all(Array.from({ length: 4 }, () => numberEvents(node.database.pool)))
    expect(Math.max(...heads)).toBe(5006)
    const { rows } = await node.database.pool.query(
      'select count(distinct pos) as places, min(pos), max(pos) from kernel.event',
    )
    expect(rows).toEqual([{ places: 5006, min: 1, max: 5006 }])
  })
})

describe('the plan', () => {
  /** Of the statement in the function, under the function's own settings. */
  async function plan({ database }: Node): Promise<string> {
    const client = await database.pool.connect()
    try {
      const { rows: found } = await client.query<{ source: string; settings: string[] }>(
        `select prosrc as source, proconfig as settings from pg_proc where oid = 'kernel.number_events'::regproc`,
      )
      const statement = /\bwith head as[\s\S]*?(?=into last)/.exec(found[0]?.source ?? '')?.[0] ?? ''
      await client.query('begin')
      for (const setting of found[0]?.settings ?? []) await client.query(`set local ${setting.replace('=', ' = ')}`)
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain ${statement.replace('at_most', String(NUMBERED_AT_ONCE))}`,
      )
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const overTheIndex = (text: string): void => {
    const onEvents = text
      .split('\n')
      .filter((line) => /\bon (kernel\.)?event(_\w+)?\b/.test(line) && / Scan /.test(line))
    expect(onEvents.length).toBeGreaterThanOrEqual(2)
    for (const line of onEvents) expect(line).toMatch(/Index (Only )?Scan using \w*(seq_idx|unnumbered)/)
    expect(text).toMatch(/Merge Join/)
    expect(text).not.toMatch(/Hash Join|Nested Loop/)
  }

  test('is an index scan on a large table, with fresh statistics and without', async () => {
    overTheIndex(await plan(node))
    await node.database.pool.query('analyze kernel.event')
    overTheIndex(await plan(node))
  })

  test('is an index scan on a fresh table', async () => {
    await using other = await openLogBench()
    overTheIndex(await plan(await other.node()))
  })
})
