import { expect, test } from 'vitest'
import { until, untilReady } from './harness/cell.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { isLarge, roundsOf, timeoutMs } from './harness/sizes.ts'

/** When the worker dies, seen from who takes the answer: it has the whole of it and has not said so; or it has just said so. */
const MOMENTS = ['taken', 'answered'] as const

test(
  'a worker dies between "the provider accepted" and "marked as sent"',
  async () => {
    await using scene = await openScene()
    const { outside, office } = scene.peers
    const rounds = roundsOf(2, 8)
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        const peer = round % 2 === 0 ? office : outside
        const moment = MOMENTS[Math.floor(round / 2) % 2]
        let killed = 0
        let gone = Promise.resolve()
        const blow = (): Promise<void> => {
          killed = performance.now()
          gone = scene.cell.kill()
          return gone
        }
        peer.whenTaken = () => {
          peer.whenTaken = null
          if (moment === 'taken') return blow()
          setTimeout(() => void blow(), Math.random() * 5)
        }
        await until(() => killed > 0)
        await gone
        await scene.cell.start()
        healthyMs.push(await untilReady(scene.url, killed))
      }
    })
    const alarm = { name: 'FallsOver', isDue: isLarge }
    const note = 'half of the blows before the answer, half just after it'
    const fault = 'worker dies between "accepted" and "marked sent"'
    judge(outcome, { fault, rounds, healthyMs, alarm, note })
    // Nobody can say of mails whose server took them and never said so, also of those beside; the provider that knows a key again was asked by sending again.
    expect(outcome.outgoing.maybe).toBeGreaterThanOrEqual(1)
    expect(outcome.outgoing.maybe).toBeLessThanOrEqual(3 * rounds)
  },
  timeoutMs,
)
