import { afterFrame } from './after-frame.ts'

/** Eyes see no more of a list that changes all the time, and drawing it more often takes the time from what one writes and reads. */
const EVERY_MS = 100

export interface Paced<T> {
  /** Handed on after the next frame when it was quiet, under load together with what comes within a tenth of a second. */
  add(one: T): void
  /** Hands on what is held, now. */
  flush(): void
}

interface Beat {
  now(): number
  later(then: () => void, ms: number): void
  frame(then: () => void): void
}

const usual: Beat = {
  now: () => performance.now(),
  later: (then, ms) => void setTimeout(then, ms),
  frame: (then) => void afterFrame(then),
}

/** Collects what comes in a storm, in its order, and hands it on together. */
export function paced<T>(take: (all: readonly T[]) => void, beat: Beat = usual): Paced<T> {
  let held: T[] = []
  let last = Number.NEGATIVE_INFINITY
  let awaited = false
  const flush = (): void => {
    if (held.length === 0) return
    const all = held
    held = []
    last = beat.now()
    take(all)
  }
  const framed = (): void => {
    awaited = false
    flush()
  }
  return {
    add: (one) => {
      held.push(one)
      if (awaited) return
      awaited = true
      const rest = last + EVERY_MS - beat.now()
      if (rest > 0) beat.later(() => beat.frame(framed), rest)
      else beat.frame(framed)
    },
    flush,
  }
}
