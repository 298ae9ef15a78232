import { expect, test } from 'vitest'
import { uuid7 } from './uuid7.ts'

test('is a version 7 UUID that sorts by time', () => {
  const [early, late] = [uuid7(1_000), uuid7(2_000)]
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(early < late).toBe(true)
  expect(uuid7(1_000)).not.toBe(early)
})
