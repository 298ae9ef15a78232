import { type Calendar, datesIn, openSpans } from './calendar.ts'
import { type Clock, isOpen, isPaused } from './clock.ts'
import type { ClockFacts } from './contract.ts'
import { type Pause, usedMs } from './count.ts'
import { gaps, type Span } from './spans.ts'

const iso = (at: number): string => new Date(at).toISOString()
const MOST = 100

export interface Named extends Calendar {
  name: string
}
/** What a clock counts, and until when it is looked at. */
export interface Course {
  calendar: Named | null
  from: number
  until: number
  now: number
  pauses: readonly Pause[]
  carriedMs: number
}

/** Why it is due when it is due: open time used, pauses, closed stretches, holidays. */
export function explain({ calendar, from, until, now, pauses, carriedMs }: Course): ClockFacts {
  const closed = joined(gaps(openSpans(calendar, from, until), from, until))
  const used = carriedMs + usedMs(calendar, from, Math.min(now, until), pauses)
  return {
    calendar: calendar === null ? null : { name: calendar.name, timeZone: calendar.timeZone },
    usedSeconds: Math.floor(used / 1000),
    carriedSeconds: Math.floor(carriedMs / 1000),
    countedFrom: iso(from),
    pauses: pauses.map((pause) => ({
      from: iso(pause.from),
      to: pause.to === null ? null : iso(pause.to),
      why: pause.why,
    })),
    closed: closed.slice(0, MOST).map((span) => ({ from: iso(span.from), to: iso(span.to) })),
    holidays: calendar === null ? [] : holidaysIn(calendar, from, until),
  }
}

/** Hours are kept a month at a time; what meets at its border is one stretch. */
const joined = (spans: readonly Span[]): Span[] =>
  spans.reduce<Span[]>((all, span) => {
    const last = all.at(-1)
    return last?.to === span.from ? [...all.slice(0, -1), { from: last.from, to: span.to }] : [...all, span]
  }, [])

/** Those that took open time away between two moments. */
function holidaysIn(calendar: Named, from: number, until: number): ClockFacts['holidays'] {
  const found = datesIn(calendar.holidays, from, until).filter(({ holiday }) => {
    const without = { ...calendar, id: null, holidays: calendar.holidays.filter((each) => each !== holiday) }
    return usedMs(without, from, until, []) > usedMs(calendar, from, until, [])
  })
  return found.slice(0, MOST).map(({ holiday, date }) => ({ name: holiday.name, date }))
}

/** How far a clock is looked at: until it is due or ended, or until now when neither is known. */
export const endOf = (clock: Clock, now: number): number =>
  clock.endedAt ?? (clock.dueAt === null ? now : Math.max(now, clock.dueAt))

export const stateOf = (clock: Clock): 'running' | 'paused' | 'ended' =>
  !isOpen(clock) ? 'ended' : isPaused(clock) ? 'paused' : 'running'
