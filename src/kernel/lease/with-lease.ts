import { randomUUID } from 'node:crypto'
import type { Database } from '#kernel/db'
import { giveBackLease, renewLease, takeLease } from './lease-row.ts'

export interface LeaseOptions {
  /** How long the name stays taken after its holder died; at least 1. */
  ttlSeconds: number
}

export type LeaseResult<T> = { held: true; value: T } | { held: false }

/**
 * Runs the work while this node alone holds `name`; `{ held: false }` at once when another node does.
 * The lease is renewed as long as the work runs. `signal` aborts when the lease is lost, or could not be renewed for so long
 * that it may be: the work must then stop, for another node may have begun. Rejects with what the work rejects with.
 */
export async function withLease<T>(
  database: Database,
  name: string,
  { ttlSeconds }: LeaseOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<LeaseResult<T>> {
  const holder = randomUUID()
  const asked = performance.now()
  if (!(await takeLease(database.db, name, holder, ttlSeconds))) return { held: false }
  const keeping = keep(database, name, holder, ttlSeconds * 1000, asked)
  try {
    return { held: true, value: await work(keeping.signal) }
  } finally {
    keeping.stop()
    await giveBackLease(database.db, name, holder).catch(() => undefined)
  }
}

/** Counts from the moment the renewal was asked for, by this machine's monotonic clock, so that we stop before the database lets another in. */
function keep(database: Database, name: string, holder: string, ttlMs: number, asked: number) {
  const lost = new AbortController()
  let safeUntil = asked + ttlMs
  const timer = setInterval(() => void renew(), ttlMs / 4)

  async function renew(): Promise<void> {
    const at = performance.now()
    if (at >= safeUntil - ttlMs / 8) return lose('the lease could not be renewed in time')
    const ours = await renewLease(database.db, name, holder, ttlMs / 1000).catch(() => null)
    if (ours === false) lose('another node took the lease')
    if (ours === true) safeUntil = at + ttlMs
  }
  function lose(why: string): void {
    clearInterval(timer)
    lost.abort(new Error(`${name}: ${why}`))
  }
  return { signal: lost.signal, stop: () => clearInterval(timer) }
}
