import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { failFsync } from './blows/fail-fsync.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { buildShim } from './harness/shim/build-shim.ts'
import { timeoutMs } from './harness/sizes.ts'

const shim = await buildShim()
if (shim === null) console.log('Not run: fsync fails. It needs Linux and a C compiler.')
/** The server gives up at its first write; long enough for that, and for who asks it meanwhile. The first time until the alarm fires. */
const BROKEN_MS = [40_000, 4_000, 4_000]

test.runIf(shim !== null)(
  'the disk takes what is written and cannot keep it: fsync answers with an error',
  async () => {
    if (shim === null) return
    await using database = await openDatabaseOfOurs()
    await database.startWith(shim.env)
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct })
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (const brokenMs of BROKEN_MS) {
        await pause(2_000)
        healthyMs.push(await failFsync(shim, database, scene.url, brokenMs))
      }
      await pause(1_000)
    })
    const note =
      'PostgreSQL stops rather than to trust such a disk; started again on a good one it recovers from its log'
    judge(outcome, {
      fault: 'fsync fails',
      rounds: BROKEN_MS.length,
      healthyMs,
      alarm: { name: 'NoDatabase' },
      note,
    })
  },
  timeoutMs,
)
