import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs, withinMs } from './harness/sizes.ts'
import { deliver } from './harness/writers/outside.ts'

const EVENTS = 20_000
/** As many at once as a provider opens connections, each with so many threads. */
const CONNECTIONS = 16
const THREADS = 20
const OTHERS_WITHIN_MS = 1_000

test(
  'a storm of 20,000 messages hits one brand: the others are acknowledged as always',
  async () => {
    await using scene = await openScene()
    const { hook } = await scene.openBrand('vela')
    const hit = new Set<string>()
    let [others, seconds] = [0, 0]
    const outcome = await scene.under(async ({ incoming }) => {
      const connection = async (): Promise<void> => {
        const threads = Array.from({ length: THREADS }, () => newId())
        for (const thread of threads) hit.add(thread)
        for (let n = 0; n < EVENTS / CONNECTIONS; n++) await deliver(hook, [incoming.next(threads[n % THREADS] ?? '')])
      }
      await pause(2_000)
      const began = performance.now()
      await Promise.all(Array.from({ length: CONNECTIONS }, connection))
      seconds = (performance.now() - began) / 1000
      await pause(2_000)
      const during = incoming.entries.filter(({ acknowledged, since }) => acknowledged && since >= began)
      others = p99(during.filter(({ conversation }) => !hit.has(conversation)).map(({ ms }) => ms))
    })
    const note = `${EVENTS} messages to one brand in ${Math.round(seconds)} s; the others acknowledged within ${Math.round(others)} ms (p99)`
    judge(outcome, { fault: 'storm on one brand', rounds: 1, alarm: { name: 'Behind', lasting: true }, note })
    expect(others).toBeLessThan(withinMs(OTHERS_WITHIN_MS))
  },
  timeoutMs,
)

const p99 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.POSITIVE_INFINITY
