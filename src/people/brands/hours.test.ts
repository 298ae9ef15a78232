import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Hours } from '../contract.ts'
import { afterOpenSeconds, isOpen, nextOpening, openSeconds } from './hours.ts'

const at = (text: string) => Temporal.ZonedDateTime.from(text).toInstant()
const paris = (local: string) => at(`${local}[Europe/Paris]`)
const everyDay = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to }))
const open = (week: Hours['week'], closedDays: string[] = [], timeZone = 'Europe/Paris'): Hours => ({
  timeZone,
  week,
  closedDays,
})
const shop = open(
  [1, 2, 3, 4, 5].flatMap((day) => [
    { day, from: '09:00', to: '12:30' },
    { day, from: '14:00', to: '18:00' },
  ]),
  ['2026-12-25'],
)
const night = open([{ day: 5, from: '22:00', to: '02:00' }])
const always = open(everyDay('00:00', '00:00'))

describe('isOpen', () => {
  test.each([
    ['2026-11-23T08:59', false],
    ['2026-11-23T09:00', true],
    ['2026-11-23T12:30', false],
    ['2026-11-23T14:00', true],
    ['2026-11-22T10:00', false],
    ['2026-12-25T10:00', false],
  ])('a shop with a lunch break at %s: %s', (local, expected) => {
    expect(isOpen(shop, paris(local))).toBe(expected)
  })
  test('over midnight', () => {
    expect(isOpen(night, paris('2026-11-28T01:59'))).toBe(true)
    expect(isOpen(night, paris('2026-11-28T02:00'))).toBe(false)
    expect(isOpen(night, paris('2026-11-27T01:00'))).toBe(false)
  })
  test('a closed day closes what begins on it, not the night that runs into it', () => {
    expect(isOpen({ ...night, closedDays: ['2026-11-28'] }, paris('2026-11-28T01:00'))).toBe(true)
    expect(isOpen({ ...night, closedDays: ['2026-11-27'] }, paris('2026-11-28T01:00'))).toBe(false)
  })
})

describe('nextOpening', () => {
  test.each([
    ['2026-11-23T10:00', '2026-11-23T10:00'],
    ['2026-11-23T12:45', '2026-11-23T14:00'],
    ['2026-11-27T18:00', '2026-11-30T09:00'],
    ['2026-12-24T18:00', '2026-12-28T09:00'],
  ])('after %s it opens at %s', (local, expected) => {
    expect(nextOpening(shop, paris(local))?.toString()).toBe(paris(expected).toString())
  })
  test('always open is open now', () => expect(nextOpening(always, paris('2026-11-23T03:00'))).not.toBeNull())
  test('never', () => expect(nextOpening(open([]), paris('2026-11-23T10:00'))).toBeNull())
})

describe('openSeconds', () => {
  test.each([
    ['the lunch break does not count', shop, '2026-11-23T12:00', '2026-11-23T14:30', 3_600],
    ['nor the week-end', shop, '2026-11-27T17:00', '2026-11-30T10:00', 7_200],
    ['a spring night is an hour short', always, '2026-03-29T00:00', '2026-03-30T00:00', 23 * 3_600],
    ['an autumn night an hour longer', always, '2026-10-25T00:00', '2026-10-26T00:00', 25 * 3_600],
    [
      'opens in the hour that does not exist',
      open(everyDay('02:30', '05:00')),
      '2026-03-29T00:00',
      '2026-03-29T12:00',
      7_200,
    ],
    [
      'closes in the hour that comes twice',
      open(everyDay('01:00', '02:30')),
      '2026-10-25T00:00',
      '2026-10-25T12:00',
      9_000,
    ],
    [
      'closes as the hour that comes twice begins',
      open(everyDay('01:00', '02:00')),
      '2026-10-25T00:00',
      '2026-10-25T12:00',
      3_600,
    ],
    [
      'overlapping intervals count once',
      open([...everyDay('09:00', '12:00'), ...everyDay('11:00', '13:00')]),
      '2026-11-23T00:00',
      '2026-11-24T00:00',
      4 * 3_600,
    ],
    ['backwards is nothing', always, '2026-11-24T00:00', '2026-11-23T00:00', 0],
  ])('%s', (_, hours, from, to, expected) => {
    expect(openSeconds(hours, paris(from), paris(to))).toBe(expected)
  })
})

test('afterOpenSeconds: two open hours after Friday evening end on Monday', () => {
  expect(afterOpenSeconds(shop, paris('2026-11-27T17:00'), 7_200)?.toString()).toBe(
    paris('2026-11-30T10:00').toString(),
  )
  expect(afterOpenSeconds(open([]), paris('2026-11-27T17:00'), 1)).toBeNull()
})

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${two(h)}:${two(m)}`)
const two = (n: number) => String(n).padStart(2, '0')
const anyHours = fc.record({
  timeZone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
  week: fc.array(fc.record({ day: fc.integer({ min: 1, max: 7 }), from: clock, to: clock }), { maxLength: 6 }),
  closedDays: fc.subarray(['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-04-05']),
})
/** Days around changes of the clock, so that most runs meet one. */
const anyStart = fc
  .tuple(
    fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-10-31'),
    fc.integer({ min: 0, max: 1_439 }),
  )
  .map(([day, minute]) => Temporal.Instant.from(`${day}T00:00Z`).add({ minutes: minute }))

/** Minute by minute: an interval is open from the first to the last minute whose local time lies in it. */
function openMinutes(hours: Hours, from: Temporal.Instant, minutes: number): Set<number> {
  const margin = 2 * 1_440
  const local = Array.from({ length: minutes + 2 * margin }, (_, i) =>
    from
      .add({ minutes: i - margin })
      .toZonedDateTimeISO(hours.timeZone)
      .toPlainDateTime()
      .toString(),
  )
  const dates = new Set(local.map((time) => time.slice(0, 10)))
  const found = new Set<number>()
  for (const date of [...dates].map((day) => Temporal.PlainDate.from(day))) {
    for (const interval of hours.week) {
      if (interval.day !== date.dayOfWeek || hours.closedDays.includes(date.toString())) continue
      const start = date.toPlainDateTime(interval.from).toString()
      const end = date
        .add({ days: interval.to <= interval.from ? 1 : 0 })
        .toPlainDateTime(interval.to)
        .toString()
      const inside = local.flatMap((time, i) => (start <= time && time < end ? [i - margin] : []))
      for (let i = inside[0] ?? 0; i <= (inside.at(-1) ?? -1); i++) found.add(i)
    }
  }
  return new Set([...found].filter((i) => i >= 0 && i < minutes))
}

test('business time is what counting minute by minute gives', () => {
  fc.assert(
    fc.property(anyHours, anyStart, fc.integer({ min: 1, max: 2_880 }), (hours, from, minutes) => {
      const minutesOpen = openMinutes(hours, from, minutes)
      expect(openSeconds(hours, from, from.add({ minutes }))).toBe(minutesOpen.size * 60)
      expect(isOpen(hours, from)).toBe(minutesOpen.has(0))
      const first = Math.min(...minutesOpen)
      const next = nextOpening(hours, from)
      if (Number.isFinite(first)) expect(next?.toString()).toBe(from.add({ minutes: first }).toString())
      else expect(next === null || Temporal.Instant.compare(next, from.add({ minutes })) >= 0).toBe(true)
    }),
    { numRuns: 25 },
  )
})
