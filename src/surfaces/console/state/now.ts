import { useSyncExternalStore } from 'react'

const EVERY_MS = 5_000
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  now = Date.now()
  for (const listener of [...listeners]) listener()
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, EVERY_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time for screens, one beat for all of them: it moves every 5 s. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)
