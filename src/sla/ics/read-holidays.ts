import type { Holiday } from '../calendar.ts'
import { endOf, type Moment, momentOf } from './moment.ts'
import { type Line, readLines, textOf } from './read-lines.ts'
import { repeatOf } from './repeats.ts'

export interface Fault {
  line: number
  /** What is wrong there. */
  detail: string
}
export interface ReadHolidays {
  holidays: Holiday[]
  faults: Fault[]
}
/** The longest an event may be: longer ones are no holidays. */
const MOST_DAYS = 60

/** The days off of an iCalendar file, in the zone of the calendar they are for. Pure; faults name the line. */
export function readHolidays(text: string, timeZone: string, today: Temporal.PlainDate): ReadHolidays {
  const lines = readLines(text)
  if (!lines.some(({ name, value }) => name === 'BEGIN' && value.toUpperCase() === 'VCALENDAR'))
    return {
      holidays: [],
      faults: [{ line: 1, detail: 'is not the beginning of an iCalendar file (BEGIN:VCALENDAR)' }],
    }
  const read = eventsIn(lines).map((event) => ('detail' in event ? event : holidaysOf(event, timeZone, today)))
  return {
    holidays: read.flatMap((each) => ('detail' in each ? [] : each)),
    faults: read.flatMap((each) => ('detail' in each ? [each] : [])),
  }
}

interface Event {
  line: number
  fields: ReadonlyMap<string, Line>
}

/** Each VEVENT with its own fields; what is nested in it (alarms) is left out. */
function eventsIn(lines: readonly Line[]): (Event | Fault)[] {
  const found: (Event | Fault)[] = []
  let open: { line: number; fields: Map<string, Line>; inside: number } | null = null
  for (const line of lines) {
    const part = line.value.toUpperCase()
    if (open === null) {
      if (line.name === 'BEGIN' && part === 'VEVENT') open = { line: line.number, fields: new Map(), inside: 0 }
    } else if (line.name === 'BEGIN' && part === 'VEVENT') {
      found.push({ line: open.line, detail: 'begins an event that does not end (END:VEVENT)' })
      open = { line: line.number, fields: new Map(), inside: 0 }
    } else if (line.name === 'BEGIN') open.inside++
    else if (line.name === 'END' && part === 'VEVENT') {
      found.push(open)
      open = null
    } else if (line.name === 'END') open.inside--
    else if (open.inside === 0 && !open.fields.has(line.name)) open.fields.set(line.name, line)
  }
  return open === null
    ? found
    : [...found, { line: open.line, detail: 'begins an event that does not end (END:VEVENT)' }]
}

function holidaysOf({ line, fields }: Event, timeZone: string, today: Temporal.PlainDate): Holiday[] | Fault {
  if (fields.get('STATUS')?.value.toUpperCase() === 'CANCELLED') return []
  const [begins, ends] = [fields.get('DTSTART'), fields.get('DTEND')]
  if (begins === undefined) return { line, detail: 'begins an event that says no day (DTSTART)' }
  const start = momentOf(begins, timeZone)
  if (start === null) return { line: begins.number, detail: 'names no day (DTSTART)' }
  const end = ends === undefined ? null : momentOf(ends, timeZone)
  if (ends !== undefined && end === null) return { line: ends.number, detail: 'names no day (DTEND)' }
  const over = endOf(start, end, fields.get('DURATION')?.value ?? null)
  const rule = fields.get('RRULE')
  const repeat = repeatOf(rule?.value ?? null, start.date, today)
  if (repeat.kind === 'unknown')
    return {
      line: rule?.number ?? line,
      detail: 'repeats in a way that holidays do not (RRULE); yearly ones are understood',
    }
  const name = textOf(fields.get('SUMMARY')?.value ?? '').slice(0, 120) || start.date.toString()
  const days = daysOf(start, over)
  if (days.length > MOST_DAYS) return { line: begins.number, detail: `is an event of more than ${MOST_DAYS} days` }
  const dates = repeat.kind === 'yearly' ? [start.date] : repeat.dates
  return dates.flatMap((date) =>
    days.map(({ after, from, to }) => ({
      name,
      date: date.add({ days: after }).toString(),
      yearly: repeat.kind === 'yearly',
      from,
      to,
    })),
  )
}

/** The days it covers, counted from its first; a day it covers from midnight to midnight is a whole one. */
function daysOf(start: Moment, end: Moment): Day[] {
  const last = start.date.until(end.date, { largestUnit: 'days' }).days
  const ends = end.time === null ? '00:00' : clock(end.time)
  return Array.from({ length: Math.max(0, Math.min(last, MOST_DAYS + 1)) + 1 }, (_, after) => ({
    after,
    from: after === 0 && start.time !== null ? clock(start.time) : '00:00',
    to: after === last ? ends : '24:00',
  }))
    .filter(({ from, to }) => to > from)
    .map(({ after, from, to }): Day => {
      const isWhole = from === '00:00' && to === '24:00'
      return isWhole ? { after, from: null, to: null } : { after, from, to: to === '24:00' ? '00:00' : to }
    })
}
interface Day {
  after: number
  from: string | null
  to: string | null
}
const clock = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: 'minute' })
