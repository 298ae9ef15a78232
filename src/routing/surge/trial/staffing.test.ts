import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { staffingOf } from './staffing.ts'
import type { Taken } from './taken.ts'

const MINUTE = 60_000
const [eva, noor] = [newId<'agent'>(), newId<'agent'>()]
const [a, b] = [newId<'queue'>(), newId<'queue'>()]
const took = (id: string, at: number, ended: number | null, more: Partial<Taken> = {}): Taken => ({
  ...{ id, conversation: newId(), queue: a, agent: eva, priority: 'P3' },
  since: (at - 1) * MINUTE,
  at: at * MINUTE,
  ended: ended === null ? null : ended * MINUTE,
  ...more,
})
const needs = (taken: Taken[], there: [number, number][] = []) => {
  const spans = there.map(([from, to]) => [from * MINUTE, to * MINUTE] as const)
  return Object.fromEntries(
    [...staffingOf(taken, new Map([[eva, spans]]), 1_000 * MINUTE).needs].map(([id, ms]) => [id, ms / MINUTE]),
  )
}

test('it took until they were done, or until they took what was waiting by then', () => {
  const waitsLong = { since: 5 * MINUTE }
  expect(needs([took('one', 10, 20), took('two', 40, 50)])).toEqual({ one: 10, two: 10 })
  expect(needs([took('one', 10, 20), took('two', 40, 50, waitsLong)])).toEqual({ one: 30, two: 10 })
  // Two at a time: the second is begun while the first goes on.
  expect(needs([took('one', 10, 40), took('two', 15, 50, waitsLong)])).toEqual({ one: 5, two: 35 })
})

test('what is left lying when somebody goes keeps them no longer than they were there', () => {
  expect(needs([took('one', 10, null)], [[0, 60]])).toEqual({ one: 50 })
  expect(
    needs(
      [took('one', 10, 90), took('two', 100, 110, { since: 0 })],
      [
        [0, 60],
        [95, 200],
      ],
    ),
  ).toEqual({ one: 50, two: 10 })
})

test('they work what they took from that day, and were there when they said, or from first to last', () => {
  const all = [took('one', 10, 20), took('two', 30, 40, { queue: b }), took('three', 15, 25, { agent: noor })]
  const { advisors, usual } = staffingOf(all, new Map([[eva, [[0, 60 * MINUTE]]]]), 1_000 * MINUTE)
  const known = Object.fromEntries(advisors.map(({ id, queues, there }) => [id, { queues: [...queues], there }]))
  expect(known).toEqual({
    [eva]: { queues: [a, b], there: [[0, 60 * MINUTE]] },
    [noor]: { queues: [a], there: [[15 * MINUTE, 25 * MINUTE]] },
  })
  expect([usual(a), usual(b), usual(newId())]).toEqual([10, 10, 10].map((minutes) => minutes * MINUTE))
})
