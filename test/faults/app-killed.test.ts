import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { untilReady } from './harness/cell.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { isLarge, roundsOf, timeoutMs } from './harness/sizes.ts'

test(
  'the app is killed while customers write by chat, form, mail and from outside, and advisors answer and look on',
  async () => {
    await using scene = await openScene()
    const rounds = roundsOf(3, 20)
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        // At length so long that those who were refused are back, and it is killed at work.
        await pause((isLarge ? 3_000 : 500) + Math.random() * 1_000)
        const killed = performance.now()
        await scene.cell.kill()
        await scene.cell.start()
        healthyMs.push(await untilReady(scene.url, killed))
      }
      await pause(500)
    })
    // Three starts are what it takes, and one may be too short to be seen.
    const alarm = { name: 'FallsOver', isDue: isLarge }
    judge(outcome, { fault: 'app killed with kill -9', rounds, healthyMs, alarm })
    expect(outcome.incoming.acknowledged).toBeGreaterThan(rounds * 10)
  },
  timeoutMs,
)
