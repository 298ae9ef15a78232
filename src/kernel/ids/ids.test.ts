import { expect, test } from 'vitest'
import { newId } from './index.ts'

test('ids sort in the order they were made, also many within a millisecond', () => {
  const made = Array.from({ length: 20_000 }, () => newId())
  // Not the whole list: 20,000 lines of difference take longer than the test.
  expect(made.findIndex((id, at) => at > 0 && id <= String(made[at - 1]))).toBe(-1)
})

test('an id is a UUID of version 7 that tells the time', () => {
  const before = Date.now()
  const id = newId()
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const at = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  expect(at).toBeGreaterThanOrEqual(before)
  // Ids made faster than a clock can tell run some milliseconds ahead of it.
  expect(at).toBeLessThan(before + 1_000)
})
