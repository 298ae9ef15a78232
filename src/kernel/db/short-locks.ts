import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

const TRIES = 30
const LOCK_NOT_AVAILABLE = '55P03'

/** Runs work that needs strong locks. It waits at most 1 s for each, so that traffic never queues up behind it, then tries again, about 30 s in all. */
export async function withShortLocks(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query("set lock_timeout = '1s'")
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE
      if (tried === TRIES || !busy) throw error
      await pause(Math.min(50 * tried, 1_000))
    }
  }
}

/** begin … commit on a client that is ours; rolls back when the work throws. */
export async function inTransaction(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
