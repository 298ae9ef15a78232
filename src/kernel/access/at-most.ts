import { Problem } from '#kernel/errors'

/** Runs so many at a time and lets so many wait; who comes after that is told to come again. */
export function atMost(running: number, waiting: number) {
  let free = running
  const queue: (() => void)[] = []
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (free === 0) {
      if (queue.length >= waiting)
        throw new Problem('unavailable', 'Too many sign-ins at once. Try again in a moment.', { retryAfterSeconds: 2 })
      await new Promise<void>((resolve) => queue.push(resolve))
    } else free -= 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else free += 1
    }
  }
}
