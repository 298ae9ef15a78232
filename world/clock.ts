/** The world's own time: its customers wait by it, so tests can turn it and a hurried past can be played. */
export interface WorldClock {
  /** Milliseconds since the world began to run. */
  now(): number
  /** Resolves after so much of the world's time, or at once when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** Real time, `speed` times as fast. */
export function runningClock(speed = 1): WorldClock {
  const began = performance.now()
  return {
    now: () => (performance.now() - began) * speed,
    wait: (ms, signal) => sleep(ms / speed, signal),
  }
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const stop = () => {
    clearTimeout(timer)
    resolve()
  }
  signal?.addEventListener('abort', stop, { once: true })
  return promise.finally(() => signal?.removeEventListener('abort', stop))
}

export interface TurnableWorldClock extends WorldClock {
  /** Moves on, waking who waits in order of their times. */
  turn(ms: number): void
  /** The time of whoever wakes next; null when nobody sleeps. */
  nextWake(): number | null
}

/** A clock that stands still until it is turned. */
export function turnableWorldClock(): TurnableWorldClock {
  let at = 0
  const sleepers = new Set<{ until: number; wake: () => void }>()
  const first = () => [...sleepers].sort((a, b) => a.until - b.until)[0]
  return {
    now: () => at,
    nextWake: () => first()?.until ?? null,
    wait(ms, signal) {
      if (ms <= 0 || signal?.aborted) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      const sleeper = { until: at + ms, wake: resolve }
      sleepers.add(sleeper)
      const wake = () => resolve()
      signal?.addEventListener('abort', wake, { once: true })
      return promise.finally(() => {
        sleepers.delete(sleeper)
        signal?.removeEventListener('abort', wake)
      })
    },
    turn(ms) {
      const end = at + ms
      for (let next = first(); next !== undefined && next.until <= end; next = first()) {
        at = next.until
        sleepers.delete(next)
        next.wake()
      }
      at = end
    },
  }
}
