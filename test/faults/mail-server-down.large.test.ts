import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { refuseMail } from './blows/refuse-mail.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

/** Longer than the alarm waits, with what it looks at before. */
const AWAY_MS = 135_000

test(
  'the mail server answers 4xx, then is down for a while',
  async () => {
    await using scene = await openScene()
    let refused = 0
    const outcome = await scene.under(async () => {
      refused = await refuseMail(scene.peers, 5, AWAY_MS)
      await pause(5_000)
    })
    const note = `${refused} refusals for now, then ${AWAY_MS / 1000} s without a mail server; each try waits longer than the one before`
    judge(outcome, { fault: 'mail server answering 4xx, then down', rounds: 1, alarm: { name: 'Behind' }, note })
  },
  timeoutMs,
)
