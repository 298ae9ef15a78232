import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idFrom, visitorTokenFrom } from './ids.ts'
import { randomFrom } from './random.ts'

test('the same words give the same run of numbers, other words another', () => {
  const run = (words: string) => {
    const random = randomFrom(words)
    return Array.from({ length: 20 }, () => random.next())
  }
  expect(run('a')).toEqual(run('a'))
  expect(run('a')).not.toEqual(run('b'))
})

test('a fork does not move the run it comes from', () => {
  const [one, two] = [randomFrom('a'), randomFrom('a')]
  one.fork('side').next()
  expect(one.next()).toBe(two.next())
})

test('numbers stay within their ends and weights count', () => {
  const random = randomFrom('weights')
  const drawn = Array.from({ length: 2_000 }, () => random.weighted({ often: 9, seldom: 1, never: 0 }))
  expect(drawn.filter((one) => one === 'often').length / drawn.length).toBeCloseTo(0.9, 1)
  expect(drawn).not.toContain('never')
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (words, from, more) => {
      const drawnInt = randomFrom(words).int(from, from + more)
      expect(drawnInt).toBeGreaterThanOrEqual(from)
      expect(drawnInt).toBeLessThanOrEqual(from + more)
    }),
  )
})

test('ids have the shape of a UUIDv7 and sort by their order', () => {
  expect(idFrom('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(idFrom('z', 1) < idFrom('a', 2)).toBe(true)
  expect(visitorTokenFrom('a')).toMatch(/^sbv_[A-Za-z0-9_-]{32}$/)
})
