import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import type { Answer } from '../support/post-office.ts'
import { until } from './harness/cell.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

/** Longer than the alarm waits, with what it looks at before. */
const AWAY_MS = 135_000
const NOT_NOW: Answer[] = [
  { at: 'RCPT', code: 451, says: '4.2.1 Come again' },
  { at: 'MAIL', code: 421, says: '4.3.2 Too busy' },
  { at: 'DATA', code: 452, says: '4.3.1 No room' },
]

test(
  'the mail server answers 4xx, then is down for a while',
  async () => {
    await using scene = await openScene()
    const { mailLine, office } = scene.peers
    const outcome = await scene.under(async () => {
      for (let round = 0; round < 5; round++) office.answers.push(...NOT_NOW)
      await until(() => office.answers.length === 0)
      await mailLine.down()
      await pause(AWAY_MS)
      await mailLine.up()
      await pause(5_000)
    })
    const note = `15 refusals for now, then ${AWAY_MS / 1000} s without a mail server; each try waits longer than the one before`
    judge(outcome, { fault: 'mail server answering 4xx, then down', rounds: 1, alarm: { name: 'Behind' }, note })
  },
  timeoutMs,
)
