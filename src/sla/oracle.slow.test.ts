import { expect, test } from 'vitest'
import type { Calendar, Holiday } from './calendar.ts'
import { momentAfter, type Pause, usedMs } from './count.ts'

// Nothing here is shared with what is tested but the shapes: what the clock on the wall showed is asked of Intl for each quarter of an hour,
// and each minute is looked at by itself.
const MINUTE = 60_000
const CASES = 10_000
/** Minutes that are known around the beginning of a case. */
const BEFORE = 3 * 1_440
const AHEAD = 24 * 1_440

/** Numbers that look random and are the same each time. */
let seed = 20_261_123
function random(): number {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
  return seed / 4_294_967_296
}
const int = (most: number): number => Math.floor(random() * most)
const one = <T>(of: readonly [T, ...T[]]): T => of[int(of.length)] ?? of[0]
const many = <T>(most: number, make: () => T): T[] => Array.from({ length: int(most + 1) }, make)

const zones = [
  'Europe/Brussels',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/St_Johns',
  'Pacific/Auckland',
  'Africa/Cairo',
  'UTC',
] as const
/** Around changes of the clock, and a new year. */
const begins = [
  '2026-03-06',
  '2026-03-27',
  '2026-04-02',
  '2026-04-22',
  '2026-09-25',
  '2026-10-02',
  '2026-10-23',
  '2026-10-30',
  '2026-12-23',
  '2028-02-26',
] as const

interface Wall {
  /** UTC minutes since the epoch of the first. */
  first: number
  /** Local minutes since 1970, for each minute. */
  local: Int32Array
}
const walls = new Map<string, Wall>()

function wallOf(zone: string, begin: string): Wall {
  const key = `${zone} ${begin}`
  const made = walls.get(key) ?? readWall(zone, begin)
  walls.set(key, made)
  return made
}

function readWall(timeZone: string, begin: string): Wall {
  const first = Date.parse(`${begin}T00:00Z`) / MINUTE - BEFORE
  const local = new Int32Array(BEFORE + 3 * 1_440 + AHEAD)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  for (let at = 0; at < local.length; at += 15) {
    const quarter = Date.parse(`${shown.format((first + at) * MINUTE).replace(' ', 'T')}Z`) / MINUTE
    for (let more = 0; more < 15; more++) local[at + more] = quarter + more
  }
  return { first, local }
}

const clock = (): string =>
  `${String(int(24)).padStart(2, '0')}:${String(one([0, 0, 30, 15, int(60)])).padStart(2, '0')}`
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const dateOf = (local: number): string => new Date(local * MINUTE).toISOString().slice(0, 10)
const localOf = (date: string): number => Date.parse(`${date}T00:00Z`) / MINUTE

function holiday(begin: string): Holiday {
  const date = dateOf(localOf(begin) + int(20) * 1_440)
  const yearly = random() < 0.3
  const hours = random() < 0.4 ? { from: clock(), to: clock() } : { from: null, to: null }
  const long = yearly ? `${Number(date.slice(0, 4)) - 1}${date.slice(4)}` : date
  return { name: 'a day off', date: long.endsWith('-02-29') ? date : long, yearly, ...hours }
}

interface Case {
  begin: string
  calendar: Calendar
  /** UTC minutes. */
  start: number
  target: number
  pauses: Pause[]
}

function aCase(id: number): Case {
  const begin = one(begins)
  const start = localOf(begin) + int(3 * 1_440)
  const week = [1, ...many(6, () => 1)].map(() => ({ day: 1 + int(7), from: clock(), to: clock() }))
  const holidays = many(4, () => holiday(begin))
  const calendar = { id: String(id), rev: 1, timeZone: one(zones), week, holidays }
  let at = start
  const pauses = many(3, (): Pause => {
    const from = at + int(2_000)
    at = from + 1 + int(1_500)
    return { from: from * MINUTE, to: at * MINUTE, why: 'customer' }
  })
  return { begin, calendar, start, target: 1 + int(one([60, 480, 3_000])), pauses }
}

/** Each known minute: is somebody at work? A stretch is open from the first to the last minute whose local time lies in it. */
function openMinutes({ calendar, begin }: Case): { first: number; open: Uint8Array } {
  const { first, local } = wallOf(calendar.timeZone, begin)
  const open = new Uint8Array(local.length)
  const off = offDays(calendar, begin)
  const paint = (from: number, to: number, value: 0 | 1) => {
    // No clock is more than a day from the one in Greenwich.
    const [low, high] = [Math.max(0, from - first - 1_500), Math.min(local.length, to - first + 1_500)]
    let [began, last] = [-1, -1]
    for (let at = low; at < high; at++) {
      const shown = local[at] ?? 0
      if (began < 0 && shown >= from) began = at
      if (shown < to) last = at
    }
    if (began >= 0) for (let at = began; at <= last; at++) open[at] = value
  }
  const firstDay = localOf(dateOf(first)) - 1_440
  for (let day = firstDay; day < first + local.length + 1_440; day += 1_440) {
    const weekday = ((day / 1_440 + 3) % 7) + 1
    if (off.some((each) => each.day === day && each.hours === null)) continue
    for (const { day: on, from, to } of calendar.week)
      if (on === weekday) paint(day + minuteOf(from), day + minuteOf(to) + (to <= from ? 1_440 : 0), 1)
  }
  for (const { day, hours } of off)
    if (hours !== null)
      paint(day + minuteOf(hours.from), day + minuteOf(hours.to) + (hours.to <= hours.from ? 1_440 : 0), 0)
  return { first, open }
}

const offDays = ({ holidays }: Calendar, begin: string) =>
  holidays.flatMap(({ date, yearly, from, to }) => {
    const year = Number(begin.slice(0, 4))
    const dates = yearly ? [year, year + 1].map((each) => `${each}${date.slice(4)}`) : [date]
    return dates
      .filter((each) => each >= date && dateOf(localOf(each)) === each)
      .map((each) => ({ day: localOf(each), hours: from === null || to === null ? null : { from, to } }))
  })

test(`${CASES} random clocks are due when counting minute by minute says so`, () => {
  let due = 0
  const wrong: unknown[] = []
  for (let id = 0; id < CASES; id++) {
    const given = aCase(id)
    const { calendar, start, target, pauses } = given
    const { first, open } = openMinutes(given)
    const counts = (at: number) =>
      open[at - first] === 1 && !pauses.some(({ from, to }) => from <= at * MINUTE && at * MINUTE < (to ?? 0))
    const end = start + AHEAD - 2_000
    let [left, at, used] = [target, start, 0]
    const look = start + int(6_000)
    for (; at < end && left > 0; at++) {
      if (!counts(at)) continue
      left--
      if (at < look) used++
    }
    for (; at < look; at++) if (counts(at)) used++
    const said = momentAfter(calendar, start * MINUTE, target * MINUTE, pauses)
    const counted = usedMs(calendar, start * MINUTE, look * MINUTE, pauses)
    const expected = left > 0 ? null : expectedAt(counts, start, target) * MINUTE
    if (expected !== null) due++
    const isRight = expected === null ? said === null || said >= end * MINUTE : said === expected
    if (!isRight || counted !== used * MINUTE) wrong.push({ given, said, expected, counted, used })
  }
  expect(wrong.slice(0, 3)).toEqual([])
  expect(wrong).toHaveLength(0)
  // Most of them are due within what is looked at, or little would have been compared.
  expect(due).toBeGreaterThan(CASES * 0.8)
}, 120_000)

/** The end of the minute with which the target is used up. */
function expectedAt(counts: (at: number) => boolean, start: number, target: number): number {
  let left = target
  for (let at = start; ; at++) if (counts(at) && --left === 0) return at + 1
}
