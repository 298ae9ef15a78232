import { expect, test } from 'vitest'
import { boxOf, isTooSmall, middle, nudged } from './boxes.ts'

test('a box is drawn from any corner and stays within the picture', () => {
  expect(boxOf({ x: 0.8, y: 0.9 }, { x: 0.2, y: 0.1 })).toEqual({ x: 0.2, y: 0.1, width: 0.8 - 0.2, height: 0.9 - 0.1 })
  expect(boxOf({ x: -1, y: 0 }, { x: 0.5, y: 7 })).toEqual({ x: 0, y: 0, width: 0.5, height: 1 })
  expect(isTooSmall(boxOf({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.9 }))).toBe(true)
})

test('arrows move it, with Shift they make it larger, and it never leaves the picture', () => {
  const moved = nudged(middle, 'ArrowLeft', false)
  expect(moved?.x).toBeCloseTo(0.28)
  const larger = nudged(middle, 'ArrowDown', true)
  expect(larger?.height).toBeCloseTo(0.22)
  let box = middle
  for (let n = 0; n < 99; n++) box = nudged(box, 'ArrowRight', false) ?? box
  expect(box.x + box.width).toBeCloseTo(1)
  for (let n = 0; n < 99; n++) box = nudged(box, 'ArrowUp', true) ?? box
  expect(box.height).toBeGreaterThan(0)
  expect(nudged(middle, 'Enter', false)).toBeNull()
})
