import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { slowDatabase } from './blows/slow-database.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

test(
  'the database answers half a second later than it should',
  async () => {
    await using database = await openDatabaseOfOurs()
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct })
    const rounds = 2
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        await pause(2_000)
        healthyMs.push(await slowDatabase(database, scene.url, 15_000))
      }
      await pause(1_000)
    })
    const note = '+500 ms a round trip, 15 s each time'
    judge(outcome, { fault: 'database slow', rounds, healthyMs, alarm: { name: 'Slow', lasting: true }, note })
  },
  timeoutMs,
)
