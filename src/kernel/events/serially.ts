export interface Turns {
  /** Does it when its turn comes, unless the same waits already; failures go to the log. */
  soon(work: () => Promise<unknown>): void
  /** Does it when its turn comes; the caller gets the failure. */
  now<T>(work: () => Promise<T>): Promise<T>
  /** Waits for what runs, does the last work, and takes nothing more. */
  close(last: () => Promise<void>): Promise<void>
}

/** One thing at a time, in the order it was asked for. */
export function serially(failed: (error: unknown) => void): Turns {
  const waiting = new Set<() => Promise<unknown>>()
  let tail: Promise<unknown> = Promise.resolve()
  let closed = false

  const now = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work)
    tail = result.catch(() => {})
    return result
  }
  return {
    now,
    soon: (work) => {
      if (closed || waiting.has(work)) return
      waiting.add(work)
      now(() => {
        waiting.delete(work)
        return closed ? Promise.resolve() : work()
      }).catch((error: unknown) => {
        if (!closed) failed(error)
      })
    },
    close: async (last) => {
      closed = true
      await now(last).catch(failed)
    },
  }
}
