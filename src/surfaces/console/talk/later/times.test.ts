import { expect, test } from 'vitest'
import { morningIn, sendTimes } from './times.ts'

const at = (text: string): number => Date.parse(text)

test('nine in the morning is by the clock of the brand, also over a change of clocks', () => {
  const morning = (now: string, zone: string) => new Date(morningIn(at(now), 1, zone)).toISOString()
  expect(morning('2026-06-09T20:00:00Z', 'Europe/Brussels')).toBe('2026-06-10T07:00:00.000Z')
  expect(morning('2026-06-09T23:30:00Z', 'Europe/Brussels')).toBe('2026-06-11T07:00:00.000Z')
  expect(morning('2026-10-24T12:00:00Z', 'Europe/Brussels')).toBe('2026-10-25T08:00:00.000Z')
  expect(morning('2026-03-28T12:00:00Z', 'Europe/Brussels')).toBe('2026-03-29T07:00:00.000Z')
  expect(morning('2026-06-09T20:00:00Z', 'Asia/Kathmandu')).toBe('2026-06-11T03:15:00.000Z')
})

test('Monday is offered unless it is tomorrow', () => {
  const ids = (now: string) => sendTimes(at(now), 'Europe/Brussels').map(({ id }) => id)
  expect(ids('2026-06-09T08:00:00Z')).toEqual(['hour', 'tomorrow', 'monday'])
  expect(ids('2026-06-14T08:00:00Z')).toEqual(['hour', 'tomorrow'])
})
