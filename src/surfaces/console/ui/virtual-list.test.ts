import { expect, test } from 'vitest'
import { slice } from './virtual-list.tsx'

test('draws what is in sight and a little more, at any length', () => {
  expect(slice(10_000, 64, 0, 640)).toEqual([0, 16])
  expect(slice(10_000, 64, 320_000, 640)).toEqual([4_994, 5_016])
  expect(slice(3, 64, 0, 640)).toEqual([0, 3])
})
