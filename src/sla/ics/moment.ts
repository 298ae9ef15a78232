import type { Line } from './read-lines.ts'

/** A local day, or a local time of one. */
export type Moment = { date: Temporal.PlainDate; time: Temporal.PlainTime | null }

/**
 * What a DTSTART or DTEND names, in the zone of the calendar: 20261225, 20261224T120000, the same with Z or a TZID. A zone of another
 * system's own naming, and none, is taken as the calendar's. Null when it is no date.
 */
export function momentOf({ value, params }: Line, timeZone: string): Moment | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?$/.exec(value)
  if (found === null) return null
  const [year, month, day, hour, minute] = found.slice(1, 6).map(Number)
  try {
    const date = Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, { overflow: 'reject' })
    if (found[4] === undefined) return { date, time: null }
    const time = Temporal.PlainTime.from({ hour: hour ?? 0, minute: minute ?? 0 }, { overflow: 'reject' })
    const zone = found[7] === 'Z' ? 'UTC' : known(params.get('TZID') ?? timeZone, timeZone)
    const there = date.toZonedDateTime({ timeZone: zone, plainTime: time }).withTimeZone(timeZone)
    return { date: there.toPlainDate(), time: there.toPlainTime() }
  } catch {
    return null
  }
}

function known(zone: string, otherwise: string): string {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId
  } catch {
    return otherwise
  }
}

/** DTEND, or DTSTART and DURATION (P1D, PT4H); an event of a day lasts a day. */
export function endOf(start: Moment, end: Moment | null, duration: string | null): Moment {
  if (end !== null) return end
  const plain = start.date.toPlainDateTime(start.time ?? undefined)
  const length = duration === null ? null : durationOf(duration)
  const over = plain.add(length ?? (start.time === null ? { days: 1 } : { hours: 0 }))
  return { date: over.toPlainDate(), time: start.time === null ? null : over.toPlainTime() }
}

function durationOf(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text)
  } catch {
    return null
  }
}
