import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { takeConnections } from './blows/take-connections.ts'
import { FEW_CONNECTIONS, openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

/** The first time longer than the alarm waits. */
const TAKEN_MS = [50_000, 5_000, 5_000]

test(
  'another program holds every connection of the database, and those of the app break',
  async () => {
    await using database = await openDatabaseOfOurs({ settings: FEW_CONNECTIONS })
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct })
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (const takenMs of TAKEN_MS) {
        await pause(2_000)
        healthyMs.push(await takeConnections(database, scene.url, takenMs))
      }
      await pause(1_000)
    })
    const alarm = { name: 'NoDatabase' }
    judge(outcome, { fault: 'database out of connections', rounds: TAKEN_MS.length, healthyMs, alarm })
  },
  timeoutMs,
)
