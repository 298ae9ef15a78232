import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { stopDatabase } from './blows/stop-database.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

/** The first time longer than the alarm waits. */
const AWAY_MS = [40_000, 0, 0, 0, 0, 0]

test(
  'the database is stopped at once and started again while everybody works',
  async () => {
    await using database = await openDatabaseOfOurs()
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct })
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (const awayMs of AWAY_MS) {
        await pause(500 + Math.random() * 1_000)
        healthyMs.push(await stopDatabase(database, scene.url, awayMs))
      }
      await pause(500)
    })
    const fault = 'database stopped at once and started again'
    const note = `one of the times it was away for ${Math.max(...AWAY_MS) / 1000} s`
    judge(outcome, { fault, rounds: AWAY_MS.length, healthyMs, alarm: { name: 'NoDatabase' }, note })
  },
  timeoutMs,
)
