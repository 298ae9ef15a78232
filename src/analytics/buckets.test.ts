import { expect, test } from 'vitest'
import { bucketsOf } from './buckets.ts'

const day = (from: string, to: string, zone: string) => bucketsOf(new Date(from), new Date(to), zone)
const hours = ({ buckets }: ReturnType<typeof day>) =>
  buckets.map(({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000)

test('the day the clock goes back has 25 hours, the day it goes forward 23', () => {
  const autumn = day('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Europe/Paris')
  expect(autumn.step).toBe('hour')
  expect(hours(autumn)).toEqual(Array.from({ length: 25 }, () => 1))
  const spring = day('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 'Europe/Paris')
  expect(hours(spring)).toEqual(Array.from({ length: 23 }, () => 1))
})

test('where the zone stands half an hour off, hours begin at its full hours; the ends are parts', () => {
  const { buckets } = day('2026-06-01T00:00:00Z', '2026-06-01T02:10:00Z', 'Asia/Kolkata')
  expect(buckets.map(({ from }) => from.toISOString().slice(11, 16))).toEqual(['00:00', '00:30', '01:30'])
  expect(buckets.at(-1)?.to.toISOString()).toBe('2026-06-01T02:10:00.000Z')
})

test('beyond eight days each point is a day of the zone, whatever its length, without gap or overlap', () => {
  const from = '2026-10-20T22:00:00Z'
  const { step, buckets } = day(from, '2026-11-19T23:00:00Z', 'Europe/Paris')
  expect(step).toBe('day')
  expect(buckets).toHaveLength(30)
  expect(buckets[0]?.from.toISOString()).toBe('2026-10-20T22:00:00.000Z')
  for (const [at, bucket] of buckets.slice(1).entries()) expect(bucket.from).toEqual(buckets[at]?.to)
  expect(buckets.map(({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000)).toContain(25)
})
