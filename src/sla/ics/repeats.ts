/** How an event repeats: every year on its date, on these dates, or in a way that is not understood. */
export type Repeat = { kind: 'yearly' } | { kind: 'dates'; dates: Temporal.PlainDate[] } | { kind: 'unknown' }

/** Dates that follow no fixed day are written down for so many years. */
const YEARS = 10
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Of an RRULE, the yearly ones: on the date itself, or on "the fourth Thursday of November" (BYMONTH and BYDAY). */
export function repeatOf(rule: string | null, start: Temporal.PlainDate, today: Temporal.PlainDate): Repeat {
  if (rule === null) return { kind: 'dates', dates: [start] }
  const parts = new Map(rule.split(';').map((part) => part.toUpperCase().split('=') as [string, string]))
  if (parts.get('FREQ') !== 'YEARLY') return { kind: 'unknown' }
  const odd = [...parts.keys()].some((name) => !known.has(name))
  const on = dateIn(parts, start)
  if (odd || on === null) return { kind: 'unknown' }
  const limited = parts.has('COUNT') || parts.has('UNTIL') || Number(parts.get('INTERVAL') ?? 1) > 1
  if (!limited && !parts.has('BYDAY')) return { kind: 'yearly' }
  return { kind: 'dates', dates: datesOf(parts, start, today, on) }
}
const known = new Set(['FREQ', 'COUNT', 'UNTIL', 'INTERVAL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST'])

type On = (year: number) => Temporal.PlainDate | null

/** The date in a year; null when the rule asks for more than is understood. */
function dateIn(parts: ReadonlyMap<string, string>, start: Temporal.PlainDate): On | null {
  const month = Number(parts.get('BYMONTH') ?? start.month)
  const byDay = parts.get('BYDAY')
  if (byDay === undefined) {
    const day = Number(parts.get('BYMONTHDAY') ?? start.day)
    return month === start.month && day === start.day ? (year) => dayOf(year, month, day) : null
  }
  const found = /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(byDay)
  if (found?.[1] === undefined || !parts.has('BYMONTH') || parts.has('BYMONTHDAY')) return null
  return (year) => nth(year, month, days.indexOf(found[2] ?? '') + 1, Number(found[1]))
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  const date = Temporal.PlainDate.from({ year, month, day })
  return date.day === day ? date : null
}

function nth(year: number, month: number, weekday: number, place: number): Temporal.PlainDate | null {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  const all = Array.from({ length: first.daysInMonth }, (_, i) => first.add({ days: i })).filter(
    (date) => date.dayOfWeek === weekday,
  )
  return all.at(place > 0 ? place - 1 : place) ?? null
}

function datesOf(
  parts: ReadonlyMap<string, string>,
  start: Temporal.PlainDate,
  today: Temporal.PlainDate,
  on: On,
): Temporal.PlainDate[] {
  const step = Math.max(1, Number(parts.get('INTERVAL') ?? 1))
  const until = parts.get('UNTIL')?.slice(0, 8)
  const last = Math.max(today.year, start.year) + YEARS
  const years = Array.from({ length: Math.ceil((last - start.year + 1) / step) }, (_, i) => start.year + i * step)
  const dates = years
    .map(on)
    .filter((date) => date !== null)
    .filter((date) => Temporal.PlainDate.compare(date, start) >= 0)
    .slice(0, Number(parts.get('COUNT') ?? years.length))
  return until === undefined ? dates : dates.filter((date) => date.toString().replaceAll('-', '') <= until)
}
