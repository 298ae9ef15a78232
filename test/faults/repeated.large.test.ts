import { test } from 'vitest'
import { type Crowd, REPEATS, repeatDeliveries } from './blows/repeat-deliveries.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

const CROWD: Crowd = { threads: 100, batches: 10, inABatch: 10, mails: 40 }

test(
  'deliveries are repeated ten times beside each other, shuffled, and late',
  async () => {
    await using scene = await openScene()
    const outcome = await scene.under(({ incoming }) => repeatDeliveries(scene, incoming, CROWD))
    const messages = CROWD.threads * CROWD.batches * CROWD.inABatch
    const note = `${messages} messages in batches, ${REPEATS} times each; ${CROWD.mails} mails, ${REPEATS + 1} times each`
    judge(outcome, { fault: 'deliveries repeated, shuffled and late', rounds: REPEATS, note })
  },
  timeoutMs,
)
