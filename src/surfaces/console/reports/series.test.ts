import { expect, test } from 'vitest'
import { periodOf } from './period.ts'
import { byDay, peak } from './series.ts'

const point = (at: string, n: number) => ({ at, n, list: 'x' })

test('hours fold into the days of the zone', () => {
  const series = [point('2026-06-01T21:00:00Z', 2), point('2026-06-01T22:00:00Z', 3), point('2026-06-02T10:00:00Z', 4)]
  expect(byDay(series, 'Europe/Brussels').map(({ n }) => n)).toEqual([2, 7])
})

test('the busiest point, or none', () => {
  expect(peak([{ n: 1 }, { n: 5 }, { n: 5 }])).toEqual({ n: 5 })
  expect(peak([{ n: 0 }])).toBeNull()
})

test('one day begins at midnight', () => {
  const now = new Date(2026, 5, 10, 15).getTime()
  expect(new Date(periodOf('1', now).from).getHours()).toBe(0)
  expect(new Date(periodOf('7', now).from).getDate()).toBe(4)
})
