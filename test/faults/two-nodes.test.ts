import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Books } from './harness/books.ts'
import { until, untilReady } from './harness/cell.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { isLarge, roundsOf, timeoutMs, withinMs } from './harness/sizes.ts'

/** Longer than the alarm waits. */
const AWAY_MS = 35_000

test(
  'two nodes on one database, and one is killed: the other serves, and takes over lanes, jobs and sessions',
  async () => {
    await using database = await openDatabaseOfOurs()
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct, nodes: 2 })
    const rounds = roundsOf(2, 4)
    const healthyMs: number[] = []
    const takenOverMs: number[] = []
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        await pause(1_000 + Math.random() * 1_000)
        const killed = performance.now()
        await scene.cell.kill(round % 2)
        healthyMs.push(await untilReady(scene.url, killed))
        takenOverMs.push(await untilTakenOver(scene.books, killed))
        if (isLarge && round === 0) await pause(AWAY_MS)
        await scene.cell.start(round % 2)
      }
    })
    const slowest = Math.max(...takenOverMs)
    const note = `everything of the dead node taken over after ${(slowest / 1000).toFixed(1)} s at most`
    const alarm = { name: 'Down', isDue: isLarge }
    judge(outcome, { fault: 'two nodes, one killed', rounds, healthyMs, alarm, note })
    expect(slowest).toBeLessThan(withinMs(5_000))
  },
  timeoutMs,
)

interface Lease {
  what: string
  ends: number
}
const leases = (books: Books): Promise<Lease[]> =>
  books.ask<Lease>(`
    select 'lane ' || lane as what, extract(epoch from leased_until)::float8 as ends from kernel.lane where leased_until is not null
    union all select 'job ' || id, extract(epoch from leased_until)::float8 from kernel.job where leased_until is not null
    union all select 'lease ' || name, extract(epoch from until)::float8 from kernel.lease`)

/** Until each lease there was at the blow has been renewed by somebody who lives, or its work is done; milliseconds since the blow. */
async function untilTakenOver(books: Books, since: number): Promise<number> {
  const before = await leases(books)
  let left: string[] = []
  const isTakenOver = async (): Promise<boolean> => {
    const now = new Map((await leases(books)).map(({ what, ends }) => [what, ends]))
    left = before
      .filter(({ what, ends }) => (now.get(what) ?? Number.POSITIVE_INFINITY) <= ends)
      .map(({ what }) => what)
    return left.length === 0
  }
  await until(isTakenOver, Math.max(60_000, withinMs(5_000)), 100).catch(() => {
    throw new Error(`nobody took over ${left.join(', ')}`)
  })
  return performance.now() - since
}
