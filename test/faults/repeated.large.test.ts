import { test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Entry } from './harness/ledger.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'
import { mail, rawMail } from './harness/writers/mailers.ts'
import { deliver, push } from './harness/writers/outside.ts'

const REPEATS = 10
/** Threads beside each other, batches in each, messages in a batch. */
const THREADS = 100
const BATCHES = 10
const IN_A_BATCH = 10
const MAILS = 40

test(
  'deliveries are repeated ten times beside each other, shuffled, and late',
  async () => {
    await using scene = await openScene()
    const outcome = await scene.under(async ({ incoming }) => {
      const threads = Array.from({ length: THREADS }, () => newId())
      const sent: Entry[][] = []
      const thread = async (id: string): Promise<void> => {
        for (let batch = 0; batch < BATCHES; batch++) {
          const entries = Array.from({ length: IN_A_BATCH }, () => incoming.next(id))
          await deliver(scene.hook, entries)
          sent.push(entries)
        }
      }
      const mails = Array.from({ length: MAILS }, () => incoming.next(newId()))
      await Promise.all([...threads.map(thread), ...mails.map((entry) => tenTimes(() => mail(scene.door, entry)))])
      const late = shuffled(Array.from({ length: REPEATS - 1 }, () => sent).flat())
      await inParallel(10, late, (entries) => push(scene.hook, newId(), shuffled(entries)))
      await inParallel(5, shuffled(mails), (entry) => mail(scene.door, { ...entry }, rawMail(scene.door, entry)))
    })
    const note = `${THREADS * BATCHES * IN_A_BATCH} messages in batches, ${REPEATS} times each; ${MAILS} mails, 11 times each`
    judge(outcome, { fault: 'deliveries repeated, shuffled and late', rounds: REPEATS, note })
  },
  timeoutMs,
)

const tenTimes = (act: () => Promise<unknown>): Promise<unknown> => Promise.all(Array.from({ length: REPEATS }, act))

function shuffled<T>(list: readonly T[]): T[] {
  const left = [...list]
  return list.flatMap(() => left.splice(Math.floor(Math.random() * left.length), 1))
}

async function inParallel<T>(most: number, list: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...list]
  const work = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await act(one)
  }
  await Promise.all(Array.from({ length: most }, work))
}
