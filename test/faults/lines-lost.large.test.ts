import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { cutLines } from './blows/cut-lines.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

const VIEWERS = 200

test(
  'viewers lose their lines and resume while messages flow',
  async () => {
    await using scene = await openScene({ viewers: VIEWERS })
    const rounds = 8
    const outcome = await scene.under(async ({ viewers }) => {
      await cutLines(scene.line, viewers, VIEWERS, rounds)
      await pause(300)
    })
    judge(outcome, { fault: `${VIEWERS} viewers lose their lines`, rounds })
    expect(outcome.streams.connections).toBeGreaterThanOrEqual(VIEWERS + (VIEWERS / 2) * rounds)
  },
  timeoutMs,
)
