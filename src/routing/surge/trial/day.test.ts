import { expect, test } from 'vitest'
import { dayIn } from './day.ts'

test('a day is from midnight to midnight where the brand is, with 23 and 25 hours when clocks change', () => {
  const paris = (day: string) => dayIn(day, 'Europe/Paris')
  expect(paris('2026-06-09')).toMatchObject({
    from: new Date('2026-06-08T22:00:00Z'),
    to: new Date('2026-06-09T22:00:00Z'),
  })
  expect(['2026-03-29', '2026-06-09', '2026-10-25'].map((day) => paris(day)?.hours.length)).toEqual([23, 24, 25])
  expect(paris('2026-10-25')?.hours.at(-1)).toEqual(new Date('2026-10-25T22:00:00Z'))
  expect(paris('2026-02-30')).toBeNull()
})
