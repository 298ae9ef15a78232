import type { Hours } from '../contract.ts'

/** When a door is open: `from` included, `to` not. */
interface Open {
  from: Temporal.Instant
  to: Temporal.Instant
}

const DAY_MINUTES = 24 * 60
/** How far ahead the next opening is looked for: longer than any list of closed days. */
const LOOK_AHEAD_DAYS = 500

const { compare } = Temporal.Instant

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/**
 * The first instant of a local minute (`first`), or the one at which it is over for good (`over`).
 * A minute that the clock jumps over in spring is the moment of the jump; one that comes twice in autumn counts from its first to its last.
 */
function instantAt(
  date: Temporal.PlainDate,
  minute: number,
  timeZone: string,
  side: 'first' | 'over',
): Temporal.Instant {
  const local = date.toPlainDateTime().add({ minutes: minute })
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (!earlier.toPlainDateTime().equals(local)) return (earlier.getTimeZoneTransition('next') ?? earlier).toInstant()
  if (side === 'first') return earlier.toInstant()
  return local.toZonedDateTime(timeZone, { disambiguation: 'later' }).toInstant().add({ minutes: 1 })
}

/** The intervals that begin on a date, in order. One that passes midnight belongs to the day it begins on, and so do closed days. */
function openingsOn(hours: Hours, date: Temporal.PlainDate): Open[] {
  if (hours.closedDays.includes(date.toString())) return []
  return hours.week
    .filter((interval) => interval.day === date.dayOfWeek)
    .map((interval) => {
      const [from, to] = [minuteOf(interval.from), minuteOf(interval.to)]
      const end = to <= from ? to + DAY_MINUTES : to
      return {
        from: instantAt(date, from, hours.timeZone, 'first'),
        // With its last minute: the one after may come a second time, an hour later.
        to: instantAt(date, end - 1, hours.timeZone, 'over'),
      }
    })
    .filter((open) => compare(open.from, open.to) < 0)
    .sort((a, b) => compare(a.from, b.from))
}

/** Openings day by day, from the one that may still run at `at`; they may overlap. */
function* openingsFrom(hours: Hours, at: Temporal.Instant, days: number): Generator<Open> {
  const yesterday = at.toZonedDateTimeISO(hours.timeZone).toPlainDate().subtract({ days: 1 })
  for (let day = 0; day <= days; day++) yield* openingsOn(hours, yesterday.add({ days: day }))
}

/** Openings from `at` on as stretches that do not overlap, so that each can be counted. */
function* stretchesFrom(hours: Hours, at: Temporal.Instant, days: number): Generator<Open> {
  let reached = at
  for (const open of openingsFrom(hours, at, days)) {
    if (compare(open.to, reached) <= 0) continue
    yield { from: compare(open.from, reached) > 0 ? open.from : reached, to: open.to }
    reached = open.to
  }
}

/** Is the door open at this moment? */
export function isOpen(hours: Hours, at: Temporal.Instant): boolean {
  return openingsFrom(hours, at, 1).some((open) => compare(open.from, at) <= 0 && compare(at, open.to) < 0)
}

/** The first moment from `at` on that is open: `at` itself when it is open now; null when it never opens within 500 days. */
export function nextOpening(hours: Hours, at: Temporal.Instant): Temporal.Instant | null {
  if (hours.week.length === 0) return null
  for (const stretch of stretchesFrom(hours, at, LOOK_AHEAD_DAYS)) return stretch.from
  return null
}

/** The open stretches between two moments, milliseconds since the epoch, in their order; `to` is not in it. */
export function openBetween(hours: Hours, from: number, to: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  const [start, end] = [Temporal.Instant.fromEpochMilliseconds(from), Temporal.Instant.fromEpochMilliseconds(to)]
  for (const stretch of stretchesFrom(hours, start, daysBetween(start, end))) {
    if (stretch.from.epochMilliseconds >= to) break
    found.push({ from: stretch.from.epochMilliseconds, to: Math.min(stretch.to.epochMilliseconds, to) })
  }
  return found
}

/** Open seconds between two moments (business time); 0 when `to` is not after `from`. */
export function openSeconds(hours: Hours, from: Temporal.Instant, to: Temporal.Instant): number {
  const end = to.epochMilliseconds
  let open = 0
  for (const stretch of stretchesFrom(hours, from, daysBetween(from, to))) {
    open += Math.max(0, Math.min(stretch.to.epochMilliseconds, end) - stretch.from.epochMilliseconds)
  }
  return open / 1_000
}
const daysBetween = (from: Temporal.Instant, to: Temporal.Instant) =>
  Math.ceil((to.epochMilliseconds - from.epochMilliseconds) / 86_400_000) + 2

/** When so many open seconds will have passed since `from`; null when that takes more than 500 days. */
export function afterOpenSeconds(hours: Hours, from: Temporal.Instant, seconds: number): Temporal.Instant | null {
  if (hours.week.length === 0) return null
  let left = seconds * 1_000
  for (const stretch of stretchesFrom(hours, from, LOOK_AHEAD_DAYS)) {
    const length = stretch.to.epochMilliseconds - stretch.from.epochMilliseconds
    if (length >= left) return stretch.from.add({ milliseconds: Math.round(left) })
    left -= length
  }
  return null
}
