import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { until } from './harness/cell.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { isLarge, roundsOf, timeoutMs } from './harness/sizes.ts'

const VIEWERS = isLarge ? 200 : 50

test(
  'viewers lose their lines and resume while messages flow',
  async () => {
    await using scene = await openScene({ viewers: VIEWERS })
    const rounds = roundsOf(3, 8)
    const outcome = await scene.under(async ({ viewers }) => {
      for (let round = 1; round <= rounds; round++) {
        // Every other time it is cut again while they are still on their way back.
        if (round % 2 === 1) await until(() => viewers.open === VIEWERS)
        else await pause(Math.random() * 200)
        scene.line.cut()
      }
      await until(() => viewers.open === VIEWERS)
      await pause(300)
    })
    judge(outcome, { fault: `${VIEWERS} viewers lose their lines`, rounds })
    expect(outcome.streams.connections).toBeGreaterThanOrEqual(VIEWERS + (VIEWERS / 2) * rounds)
  },
  timeoutMs,
)
