import { setTimeout as pause } from 'node:timers/promises'
import { untilReady } from '../harness/cell.ts'
import type { TestDatabase } from '../harness/database.ts'

/** The database loses its power, and has it back after so long; answers the milliseconds from then until the app is ready. */
export async function stopDatabase(database: TestDatabase, url: string, awayMs = 0): Promise<number> {
  const stopped = performance.now()
  await database.stopAtOnce()
  await pause(awayMs)
  const back = awayMs === 0 ? stopped : performance.now()
  await database.start()
  return untilReady(url, back)
}
