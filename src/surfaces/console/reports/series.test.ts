import { expect, test } from 'vitest'
import { periodOf } from './period.ts'
import { dayTicks, evenTicks, nextBar, peak } from './series.ts'

test('the busiest point, or none', () => {
  expect(peak([{ n: 1 }, { n: 5 }, { n: 5 }])).toEqual({ n: 5 })
  expect(peak([{ n: 0 }])).toBeNull()
})

test('arrow keys skip the bars that stand for nothing, and stay at the ends', () => {
  const points = [{ n: 0 }, { n: 2 }, { n: 0 }, { n: 3 }]
  expect([nextBar(points, 1, 1), nextBar(points, 3, -1), nextBar(points, 3, 1), nextBar(points, 1, -1)]).toEqual([
    3, 1, 3, 1,
  ])
})

test('one day begins at midnight', () => {
  const now = new Date(2026, 5, 10, 15).getTime()
  expect(new Date(periodOf('1', now).from).getHours()).toBe(0)
  expect(new Date(periodOf('7', now).from).getDate()).toBe(4)
})

test('the axis names each day at its first hour, and no day twice', () => {
  const start = Date.parse('2026-06-08T20:00:00Z')
  const points = Array.from({ length: 90 }, (_, hour) => ({ at: new Date(start + hour * 3600_000).toISOString() }))
  const named = dayTicks(points, 'Europe/Brussels', 7).map((index) => points[index]?.at)
  expect(named).toEqual([
    '2026-06-08T22:00:00.000Z',
    '2026-06-09T22:00:00.000Z',
    '2026-06-10T22:00:00.000Z',
    '2026-06-11T22:00:00.000Z',
  ])
  expect(dayTicks(points, 'Europe/Brussels', 2)).toHaveLength(2)
  expect(evenTicks(points, 7).length).toBeLessThanOrEqual(7)
})
