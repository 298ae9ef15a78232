import { setTimeout as pause } from 'node:timers/promises'

/** Those who write at a steady pace. */
export interface Writers {
  /** Each says what it has begun to say, and no more; resolves when all of it is acknowledged. */
  stop(): Promise<void>
}

/** Runs each act again and again, so many milliseconds apart, beginning anywhere within the first of them. */
export function steadily(acts: readonly { everyMs: number; act: () => Promise<unknown> }[]): Writers {
  const stopping = new AbortController()
  const rest = (ms: number) => pause(ms, undefined, { signal: stopping.signal }).catch(() => {})
  const running = Promise.all(
    acts.map(async ({ everyMs, act }) => {
      await rest(Math.random() * everyMs)
      while (!stopping.signal.aborted) {
        await act()
        await rest(everyMs)
      }
    }),
  )
  // A refusal ends the run at stop(); until then nobody looks.
  running.catch(() => {})
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
