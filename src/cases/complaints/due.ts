import type { Length } from './pack.ts'

export interface Days {
  timeZone: string
  /** Local dates that are no working days: 2026-12-25. */
  closed: ReadonlySet<string>
}

/** The end of the last day, by the local calendar: the day it begins on does not count. */
export function dueAfter(from: Date, length: Length, { timeZone, closed }: Days): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const last =
    'workingDays' in length
      ? workingDay(start, length.workingDays, closed)
      : start.add('weeks' in length ? { weeks: length.weeks } : { days: length.days })
  return new Date(last.toZonedDateTime({ timeZone, plainTime: '23:59:59' }).epochMilliseconds)
}

const SATURDAY = 6

function workingDay(start: Temporal.PlainDate, days: number, closed: ReadonlySet<string>): Temporal.PlainDate {
  let day = start
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek < SATURDAY && !closed.has(day.toString())) left -= 1
  }
  return day
}
