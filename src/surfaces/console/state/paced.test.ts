import { expect, test } from 'vitest'
import { paced } from './paced.ts'

/** A clock that is turned, and frames that are drawn, by hand. */
function stage() {
  const told: string[][] = []
  const frames: (() => void)[] = []
  const later: { at: number; then: () => void }[] = []
  let now = 1_000
  const one = paced<string>((all) => told.push([...all]), {
    now: () => now,
    later: (then, ms) => void later.push({ at: now + ms, then }),
    frame: (then) => void frames.push(then),
  })
  const draw = () => {
    for (const each of frames.splice(0)) each()
  }
  const turn = (ms: number) => {
    now += ms
    for (const { then } of later.splice(0, later.findLastIndex(({ at }) => at <= now) + 1)) then()
  }
  return { one, told, draw, turn }
}

test('what comes in a quiet time is told after the next frame', () => {
  const { one, told, draw } = stage()
  one.add('a')
  expect(told).toEqual([])
  draw()
  expect(told).toEqual([['a']])
})

test('a storm is told together, at most once in a tenth of a second, in its order', () => {
  const { one, told, draw, turn } = stage()
  one.add('a')
  draw()
  for (const each of ['b', 'c', 'd']) {
    one.add(each)
    turn(30)
    draw()
  }
  expect(told).toEqual([['a']])
  one.add('e')
  turn(20)
  draw()
  expect(told).toEqual([['a'], ['b', 'c', 'd', 'e']])
})

test('what is asked for now is told at once, and once', () => {
  const { one, told, draw, turn } = stage()
  one.add('a')
  one.flush()
  draw()
  turn(500)
  draw()
  expect(told).toEqual([['a']])
})
