import { expect, test } from 'vitest'
import { periodOf } from './period.ts'
import { nextBar, peak } from './series.ts'

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
