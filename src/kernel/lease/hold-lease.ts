import { setTimeout as after } from 'node:timers/promises'
import type { Database } from '#kernel/db'
import { type LeaseOptions, withLease } from './with-lease.ts'

export interface Holding {
  /** Ends the work (its signal aborts), gives the name back and asks for it no more. */
  stop(): Promise<void>
}

/**
 * Keeps asking for `name` and runs the work whenever this node gets it: for one mail session, one bind, one poller in the whole cell.
 * Work that ends or throws is begun again after a third of the time to live; `onError` hears why.
 */
export function holdLease(
  database: Database,
  name: string,
  options: LeaseOptions,
  work: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): Holding {
  const stopped = new AbortController()
  const pause = (options.ttlSeconds * 1000) / 3
  async function loop(): Promise<void> {
    while (!stopped.signal.aborted) {
      await withLease(database, name, options, (lost) => work(AbortSignal.any([lost, stopped.signal]))).catch(onError)
      await after(pause, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopped.abort()
      await running
    },
  }
}
