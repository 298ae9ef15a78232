import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { until, untilReady } from './harness/cell.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { buildShim } from './harness/shim/build-shim.ts'
import { timeoutMs } from './harness/sizes.ts'

const shim = await buildShim()
if (shim === null) console.log('Not run: fsync fails. It needs Linux and a C compiler.')
/** The server gives up at its first write; long enough for that, and for who asks it meanwhile. */
const BROKEN_MS = 4_000

test.runIf(shim !== null)(
  'the disk takes what is written and cannot keep it: fsync answers with an error',
  async () => {
    if (shim === null) return
    await using database = await openDatabaseOfOurs()
    await database.startWith(shim.env)
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct })
    const rounds = 3
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        await pause(2_000)
        shim.tell('eio')
        await until(async () => !(await fetch(`${scene.url}/readyz`)).ok)
        await pause(round === 0 ? 40_000 : BROKEN_MS)
        shim.tell('truth')
        const mended = performance.now()
        // It may have ended, or wait for somebody to look: whoever mends the disk starts it again.
        await database.stopAtOnce()
        await database.startWith(shim.env)
        healthyMs.push(await untilReady(scene.url, mended))
      }
      await pause(1_000)
    })
    const note =
      'PostgreSQL stops rather than to trust such a disk; started again on a good one it recovers from its log'
    judge(outcome, { fault: 'fsync fails', rounds, healthyMs, alarm: { name: 'NoDatabase' }, note })
  },
  timeoutMs,
)
