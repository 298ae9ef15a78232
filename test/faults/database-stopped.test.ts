import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { untilReady } from './harness/cell.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { isLarge, roundsOf, timeoutMs } from './harness/sizes.ts'

/** Longer than the alarm waits. */
const AWAY_MS = 40_000

test(
  'the database is stopped at once and started again while everybody works',
  async () => {
    await using database = await openDatabaseOfOurs()
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct })
    const rounds = roundsOf(2, 6)
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        await pause(500 + Math.random() * 1_000)
        const isLong = isLarge && round === 0
        let stopped = performance.now()
        await database.stopAtOnce()
        if (isLong) await pause(AWAY_MS)
        if (isLong) stopped = performance.now()
        await database.start()
        healthyMs.push(await untilReady(scene.url, stopped))
      }
      await pause(500)
    })
    const alarm = { name: 'NoDatabase', isDue: isLarge }
    const note = isLarge ? `one of the times it was away for ${AWAY_MS / 1000} s` : ''
    judge(outcome, { fault: 'database stopped at once and started again', rounds, healthyMs, alarm, note })
  },
  timeoutMs,
)
