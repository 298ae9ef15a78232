import type { Every } from './contract.ts'

/** The last day, or week from Monday, that is over where the brand is. */
export function periodBefore(now: Date, every: Every, timeZone: string): { from: Date; to: Date } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const end = every === 'day' ? today : today.subtract({ days: today.dayOfWeek - 1 })
  const start = end.subtract(every === 'day' ? { days: 1 } : { weeks: 1 })
  const at = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
  return { from: at(start), to: at(end) }
}
