import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from '../../support/post-office.ts'
import { until } from '../harness/cell.ts'
import type { Peers } from '../harness/peers.ts'

const NOT_NOW: Answer[] = [
  { at: 'RCPT', code: 451, says: '4.2.1 Come again' },
  { at: 'MAIL', code: 421, says: '4.3.2 Too busy' },
  { at: 'DATA', code: 452, says: '4.3.1 No room' },
]

/** The mail server refuses for now so often, in each of three ways, then is away for so long. Answers how many it refused. */
export async function refuseMail({ office, mailLine }: Peers, times: number, awayMs: number): Promise<number> {
  for (let time = 0; time < times; time++) office.answers.push(...NOT_NOW)
  await until(() => office.answers.length === 0)
  await mailLine.down()
  await pause(awayMs)
  await mailLine.up()
  return times * NOT_NOW.length
}
