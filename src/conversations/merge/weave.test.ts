import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Placed, positionIn, weave } from './weave.ts'

const said = (...minutes: number[]): Placed[] =>
  minutes.map((minute, index) => ({ id: `${minute}`, seq: index + 1, at: new Date(minute * 60_000) }))

test('two conversations become one by time', () => {
  expect(weave(said(1, 5), said(2, 9)).map(({ id, place }) => [id, place])).toEqual([
    ['1', 1],
    ['2', 2],
    ['5', 3],
    ['9', 4],
  ])
})

test('each keeps its own order, whatever its clocks say, and no place is empty', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 })
  fc.assert(
    fc.property(minutes, minutes, (one, other) => {
      const woven = weave(said(...one), said(...other))
      expect(woven.map(({ place }) => place)).toEqual(woven.map((_, index) => index + 1))
      for (const from of ['own', 'other'] as const) {
        const seqs = woven.filter((each) => each.from === from).map(({ seq }) => seq)
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
      }
    }),
  )
})

test('what was new to a reader in either is new to them still', () => {
  const woven = weave(said(1, 5), said(2, 9))
  expect(positionIn(woven, { seq: 2, furthest: 2 }, 2, false)).toEqual({ seq: 4, furthest: 3 })
  expect(positionIn(woven, { seq: 2, furthest: 2 }, 1, false)).toEqual({ seq: 3, furthest: 3 })
  expect(positionIn(woven, { seq: 2, furthest: 1 }, 0, false)).toEqual({ seq: 1, furthest: 1 })
  expect(positionIn(woven, { seq: 2, furthest: 2 }, 0, true)).toEqual({ seq: 3, furthest: 3 })
})
