import { setTimeout as pause } from 'node:timers/promises'
import { untilReady } from '../harness/cell.ts'
import type { Shim } from '../harness/shim/build-shim.ts'

const HOUR = 3600
const YEAR = 365 * 24 * HOUR
/** In seconds. */
export const JUMPS = [HOUR, -HOUR, 2 * YEAR]

/** The clock of the app jumps, and is right again after so long; answers the milliseconds from the jump until the app is ready. */
export async function jumpClock(shim: Shim, url: string, clockSeconds: number, wrongMs: number): Promise<number> {
  shim.tell({ clockSeconds })
  const healthyMs = await untilReady(url, performance.now())
  await pause(wrongMs)
  shim.tell('truth')
  return healthyMs
}
