import { type Calendar, openFrom, openSpans } from './calendar.ts'
import { lengthOf, type Span, without } from './spans.ts'

export type PauseWhy = 'customer' | 'third' | 'bot' | 'solved' | 'merged' | 'spam'
/** Milliseconds since the epoch; null: it lasts. */
export interface Pause {
  from: number
  to: number | null
  why: PauseWhy
}

const closedBy = (pauses: readonly Pause[]): Span[] =>
  pauses.map(({ from, to }) => ({ from, to: to ?? Number.POSITIVE_INFINITY }))

/** Milliseconds of open time between two moments that were not paused. */
export const usedMs = (calendar: Calendar | null, from: number, to: number, pauses: readonly Pause[]): number =>
  lengthOf(without(openSpans(calendar, from, to), closedBy(pauses)))

/** When so many milliseconds of open time will have been used; null when a pause that lasts comes before, and beyond ten years. */
export function momentAfter(
  calendar: Calendar | null,
  from: number,
  milliseconds: number,
  pauses: readonly Pause[],
): number | null {
  if (milliseconds <= 0) return from
  const holes = closedBy(pauses)
  const stopped = pauses.find(({ to }) => to === null)?.from ?? Number.POSITIVE_INFINITY
  let left = milliseconds
  for (const open of openFrom(calendar, from)) {
    if (open.from >= stopped) return null
    for (const span of without([open], holes)) {
      const length = span.to - span.from
      if (length >= left) return span.from + left
      left -= length
    }
  }
  return null
}
