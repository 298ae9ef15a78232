import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

test('every time is in the future, Monday is a Monday morning', () => {
  for (let day = 1; day <= 7; day += 1) {
    const now = new Date(2026, 5, day, 15, 30).getTime()
    const times = snoozeTimes(now)
    expect(times.every(({ at }) => at > now)).toBe(true)
    const monday = new Date(times.find(({ id }) => id === 'monday')?.at ?? 0)
    expect([monday.getDay(), monday.getHours()]).toEqual([1, 9])
  }
})
