import type { Letter } from './letter.ts'

export interface Received {
  at: Date
  to: string
  letter: Letter
}

/** What came last, to be looked at by whoever tries the demo. */
export interface Shelf {
  put(received: Received): void
  /** Newest first. */
  latest(): readonly Received[]
}

const MOST_SHOWN = 50

export function openShelf(): Shelf {
  const shown: Received[] = []
  return {
    put(received) {
      shown.unshift(received)
      if (shown.length > MOST_SHOWN) shown.pop()
    },
    latest: () => shown,
  }
}
