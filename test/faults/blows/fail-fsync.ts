import { setTimeout as pause } from 'node:timers/promises'
import { until, untilReady } from '../harness/cell.ts'
import type { TestDatabase } from '../harness/database.ts'
import type { Shim } from '../harness/shim/build-shim.ts'

/**
 * The database's disk takes what is written and cannot keep it for so long; the database runs with the shim. Answers the milliseconds from
 * when the disk is good again until the app is ready.
 */
export async function failFsync(shim: Shim, database: TestDatabase, url: string, brokenMs: number): Promise<number> {
  shim.tell('eio')
  await until(async () => !(await fetch(`${url}/readyz`)).ok)
  await pause(brokenMs)
  shim.tell('truth')
  const mended = performance.now()
  // It may have ended, or wait for somebody to look: whoever mends the disk starts it again.
  await database.stopAtOnce()
  await database.startWith(shim.env)
  return untilReady(url, mended)
}
