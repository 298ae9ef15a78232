import type { Calendar } from './calendar.ts'
import { type Clock, isOpen } from './clock.ts'
import { momentAfter, usedMs } from './count.ts'
import type { Promised } from './policy.ts'

export type Calendars = ReadonlyMap<string, Calendar>
const MINUTE = 60_000

const calendarOf = (calendars: Calendars, id: string | null): Calendar | null =>
  id === null ? null : (calendars.get(id) ?? null)

/** Milliseconds of what was promised that are used up at a moment, or were when it ended. */
export function usedBy(clock: Clock, calendars: Calendars, at: number): number {
  const until = Math.min(clock.endedAt ?? at, at)
  return clock.carriedMs + usedMs(calendarOf(calendars, clock.calendar), clock.countedFrom, until, clock.pauses)
}

/**
 * The clock under the policy that holds now; an ended one stays as it was. Another policy because the conversation is another matter now keeps what was used under the
 * one before; because the settings are others (`anew`), it counts as if it had always been so.
 */
export function reckoned(
  clock: Clock,
  policy: Promised | null,
  calendars: Calendars,
  at: number,
  anew: boolean,
): Clock {
  if (!isOpen(clock)) return clock
  const moved = !anew && clock.policy !== null && clock.policy !== (policy?.id ?? null)
  const carried = moved ? { carriedMs: usedBy(clock, calendars, at), countedFrom: at } : {}
  return timed({ ...clock, ...carried, ...promiseOf(clock, policy) }, calendars)
}

const promiseOf = ({ kind }: Clock, policy: Promised | null) => ({
  policy: policy?.id ?? null,
  policyRev: policy?.rev ?? null,
  calendar: policy?.calendar ?? null,
  target: policy?.targets[kind] ?? null,
  warn: policy?.warn ?? null,
})

/** When it is due and warns, by what it knows. */
function timed(clock: Clock, calendars: Calendars): Clock {
  if (clock.target === null || clock.warn === null) return { ...clock, dueAt: null, warnAt: null }
  const calendar = calendarOf(calendars, clock.calendar)
  const after = (minutes: number) =>
    momentAfter(calendar, clock.countedFrom, minutes * MINUTE - clock.carriedMs, clock.pauses)
  return forgiven({ ...clock, dueAt: after(clock.target), warnAt: after((clock.target * clock.warn) / 100) })
}

/** What is due later than it was said to be late is not late. */
const forgiven = (clock: Clock): Clock => ({
  ...clock,
  breachedAt: clock.breachedAt !== null && isLater(clock.dueAt, clock.breachedAt) ? null : clock.breachedAt,
  warnedAt: clock.warnedAt !== null && isLater(clock.warnAt, clock.warnedAt) ? null : clock.warnedAt,
})
const isLater = (at: number | null, than: number): boolean => at === null || at > than

/** When it warns or breaches next; null when it does neither any more. */
export function nextMoment({ endedAt, dueAt, warnAt, warnedAt, breachedAt }: Clock): number | null {
  if (endedAt !== null || breachedAt !== null || dueAt === null) return null
  return warnedAt === null && warnAt !== null ? Math.min(warnAt, dueAt) : dueAt
}
