import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { JUMPS, jumpClock } from './blows/jump-clock.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { buildShim } from './harness/shim/build-shim.ts'
import { timeoutMs } from './harness/sizes.ts'

/** Each jump stays so long before the clock is right again. */
const WRONG_MS = 8_000

const shim = await buildShim()
if (shim === null) console.log('Not run: the clock jumps. It needs Linux and a C compiler.')

test.runIf(shim !== null)(
  'the clock of the app jumps by an hour, back by an hour, and by two years, and is put right each time',
  async () => {
    if (shim === null) return
    await using scene = await openScene({ env: shim.env })
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (const seconds of [...JUMPS, ...JUMPS]) {
        await pause(2_000)
        healthyMs.push(await jumpClock(shim, scene.url, seconds, WRONG_MS))
      }
      await pause(2_000)
    })
    judge(outcome, { fault: 'clock jumps +1 h, −1 h, +2 y and back', rounds: healthyMs.length, healthyMs })
  },
  timeoutMs,
)
