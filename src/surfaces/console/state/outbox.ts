import { ApiError } from '../../shared/client.ts'
import { createStore } from './store.ts'

interface Waiting {
  subject: string
  tried: number
}
/** Commands not yet acknowledged, and whether the last word from the server was that there is none. */
export const outbox = createStore<{ waiting: readonly Waiting[]; offline: boolean }>({ waiting: [], offline: false })

const lanes = new Map<string, Promise<unknown>>()
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000]

const pause = (tried: number): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, RETRY_MS[Math.min(tried, RETRY_MS.length) - 1] ?? RETRY_MS[0])
    addEventListener('online', done)
  })

const setOffline = (offline: boolean) => outbox.set((now) => (now.offline === offline ? now : { ...now, offline }))

async function persist<T>(entry: Waiting, run: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const answer = await run()
      setOffline(false)
      return answer
    } catch (error) {
      if (!(error instanceof ApiError) || !error.again) throw error
      setOffline(true)
      entry.tried += 1
      await pause(entry.tried)
    }
  }
}

/**
 * Says a command until somebody answers. Commands about one subject go out in the order given; each carries its own id or
 * is a PUT or DELETE, so a repeat is the same deed.
 */
export function deliver<T>(subject: string, run: () => Promise<T>): Promise<T> {
  const entry: Waiting = { subject, tried: 0 }
  outbox.set((now) => ({ ...now, waiting: [...now.waiting, entry] }))
  const before = lanes.get(subject) ?? Promise.resolve()
  const mine = before
    .catch(() => undefined)
    .then(() => persist(entry, run))
    .finally(() => outbox.set((now) => ({ ...now, waiting: now.waiting.filter((other) => other !== entry) })))
  lanes.set(subject, mine)
  return mine
}

/** Leaving the page now would lose what was not yet taken. */
export function warnBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (outbox.get().waiting.length > 0) event.preventDefault()
  }
  addEventListener('beforeunload', ask)
  return () => removeEventListener('beforeunload', ask)
}
