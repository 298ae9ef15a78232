import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

test('the first acts at once, a storm becomes one in each span, and nothing is forgotten', () => {
  const acted: number[] = []
  const { call } = atMostEvery(20, () => acted.push(performance.now() - start))
  const start = performance.now()
  for (let n = 0; n < 50; n += 1) {
    call()
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(100)
  expect(acted).toEqual([0, 20, 40, 60])
})

test('stopped, it acts no more', () => {
  const acted: number[] = []
  const { call, stop } = atMostEvery(20, () => acted.push(1))
  call()
  call()
  stop()
  vi.advanceTimersByTime(100)
  expect(acted).toEqual([1])
})
