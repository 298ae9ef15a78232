import { openBetween } from '#people'
import type { Hours } from '#people/contract'
import { clip, type Span, without } from './spans.ts'

export interface Holiday {
  name: string
  /** Local: 2026-12-25. */
  date: string
  /** Every year on this day. */
  yearly: boolean
  /** Closed for these local hours; null: hours that begin on this day do not count at all. `to` 00:00 is the end of the day. */
  from: string | null
  to: string | null
}
/** When people work. Two of one id and rev are the same; one without an id is not kept in mind. */
export interface Calendar {
  id: string | null
  rev: number
  timeZone: string
  week: Hours['week']
  holidays: readonly Holiday[]
}

const DAY = 86_400_000
/** Opened at once and kept: the hours of a month are reckoned once for all clocks that run in it. */
const CHUNK = 32 * DAY
/** Beyond this nothing is promised: a calendar may be closed for good. */
const YEARS = 10
const kept = new Map<string, Map<number, readonly Span[]>>()
const MOST_KEPT = 300

/** The stretches it is open, in their order, from one moment on; all of the time without a calendar. Ends after ten years. */
export function* openFrom(calendar: Calendar | null, from: number): Generator<Span> {
  const end = from + YEARS * 366 * DAY
  if (calendar === null) return yield { from, to: end }
  for (let chunk = Math.floor(from / CHUNK); chunk * CHUNK < end; chunk++)
    for (const span of chunkOf(calendar, chunk))
      if (span.to > from) yield { from: Math.max(span.from, from), to: span.to }
}

/** The same between two moments. */
export function openSpans(calendar: Calendar | null, from: number, to: number): Span[] {
  const found: Span[] = []
  for (const span of openFrom(calendar, from)) {
    if (span.from >= to) break
    found.push(span)
  }
  return clip(found, from, to)
}

function chunkOf(calendar: Calendar, chunk: number): readonly Span[] {
  if (calendar.id === null) return expand(calendar, chunk * CHUNK, (chunk + 1) * CHUNK)
  const key = `${calendar.id} ${calendar.rev}`
  const chunks = kept.get(key) ?? new Map<number, readonly Span[]>()
  if (!kept.has(key)) {
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, chunks)
  }
  const spans = chunks.get(chunk) ?? expand(calendar, chunk * CHUNK, (chunk + 1) * CHUNK)
  chunks.set(chunk, spans)
  return spans
}

function expand({ timeZone, week, holidays }: Calendar, from: number, to: number): readonly Span[] {
  const days = datesIn(holidays, from - 2 * DAY, to + 2 * DAY)
  const closedDays = days.filter(({ holiday }) => holiday.from === null).map(({ date }) => date)
  const closedHours = days.flatMap(({ holiday, date }) => hoursClosed(holiday, date, timeZone))
  return without(openBetween({ timeZone, week, closedDays }, from, to), closedHours)
}

/** Each holiday on the dates it falls on, within a day of these moments. */
export function datesIn(holidays: readonly Holiday[], from: number, to: number) {
  const [first, last] = [dateOf(from - DAY), dateOf(to + DAY)]
  const years = Array.from({ length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 }, (_, i) =>
    String(Number(first.slice(0, 4)) + i),
  )
  return holidays.flatMap((holiday) =>
    (holiday.yearly ? years.map((year) => year + holiday.date.slice(4)) : [holiday.date])
      // 29 February is not in every year.
      .filter((date) => date >= first && date <= last && date >= holiday.date && isDate(date))
      .map((date) => ({ holiday, date })),
  )
}
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const isDate = (date: string): boolean => !Number.isNaN(Date.parse(date)) && dateOf(Date.parse(date)) === date

/** The hours of one day are those of a week with nothing else in it. */
function hoursClosed({ from, to }: Holiday, date: string, timeZone: string): Span[] {
  if (from === null || to === null) return []
  const day = Temporal.PlainDate.from(date)
  const noon = Date.parse(`${date}T12:00Z`)
  return openBetween(
    { timeZone, week: [{ day: day.dayOfWeek, from, to }], closedDays: [] },
    noon - 2 * DAY,
    noon + 3 * DAY,
  )
}
