import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { storm } from './blows/storm.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs, withinMs } from './harness/sizes.ts'

const EVENTS = 20_000
const OTHERS_WITHIN_MS = 1_000

test(
  'a storm of 20,000 messages hits one brand: the others are acknowledged as always',
  async () => {
    await using scene = await openScene()
    const { hook } = await scene.openBrand('vela')
    let told = { seconds: 0, others: 0 }
    const outcome = await scene.under(async ({ incoming }) => {
      await pause(2_000)
      told = await storm(hook, incoming, EVENTS)
    })
    const note = `${EVENTS} messages to one brand in ${Math.round(told.seconds)} s; the others acknowledged within ${Math.round(told.others)} ms (p99)`
    // Somebody has to look only when it leaves others waiting for minutes.
    const alarm = { name: 'Behind', lasting: true, isDue: (outcome.drainedMs ?? Number.POSITIVE_INFINITY) > 150_000 }
    judge(outcome, { fault: 'storm on one brand', rounds: 1, alarm, note })
    expect(told.others).toBeLessThan(withinMs(OTHERS_WITHIN_MS))
  },
  timeoutMs,
)
