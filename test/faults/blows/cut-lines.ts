import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../harness/cell.ts'
import type { Line } from '../harness/line.ts'
import type { Viewers } from '../harness/viewers.ts'

/** All viewers lose their lines so often, and are back in the end. */
export async function cutLines(line: Line, viewers: Viewers, count: number, rounds: number): Promise<void> {
  const all = () => until(() => viewers.open === count)
  for (let round = 1; round <= rounds; round++) {
    // Every other time it is cut again while they are still on their way back.
    if (round % 2 === 1) await all()
    else await pause(Math.random() * 200)
    line.cut()
  }
  await all()
}
