import { expect, test } from 'vitest'
import { measureSizes } from '../bench/sizes.ts'

test.each(measureSizes())('$measure stays within its budget', ({ ours, limit }) => {
  expect(ours).toBeGreaterThan(500)
  expect(ours).toBeLessThanOrEqual(limit)
})
