import { setTimeout as pause } from 'node:timers/promises'
import { untilReady } from '../harness/cell.ts'
import type { TestDatabase } from '../harness/database.ts'

/** Each way of a round trip to the database. */
const DELAY_MS = 250

/** The database answers half a second later than it should, for so long; answers the milliseconds from then until the app is ready. */
export async function slowDatabase({ line }: TestDatabase, url: string, slowMs: number): Promise<number> {
  line.delayMs = DELAY_MS
  await pause(slowMs)
  line.delayMs = 0
  return untilReady(url, performance.now())
}
