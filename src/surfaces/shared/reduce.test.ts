import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, emptyState, hold, type LiveEvent } from './reduce.ts'

const told = (id: string, rev: number): LiveEvent => ({ pos: rev, kind: 'thing', id, rev, row: { id, rev } })
const gone = (id: string): LiveEvent => ({ pos: 0, kind: 'thing', id, removed: true })

describe('the reducer', () => {
  test('holds what is told, and lets go of what is removed', () => {
    const state = [told('a', 1), told('b', 1), gone('a')].reduce(apply, emptyState)
    expect([...(state.get('thing')?.keys() ?? [])]).toEqual(['b'])
  })

  test('drops what is not newer, and says that nothing changed', () => {
    const state = hold(emptyState, 'thing', [{ id: 'a', rev: 3 }])
    expect(apply(state, told('a', 3))).toBe(state)
    expect(apply(state, told('a', 2))).toBe(state)
    expect(apply(state, gone('b'))).toBe(state)
    expect(apply(state, told('a', 4)).get('thing')?.get('a')?.rev).toBe(4)
  })

  test('leaves the state it was given as it was', () => {
    const before = hold(emptyState, 'thing', [{ id: 'a', rev: 1 }])
    apply(before, gone('a'))
    expect(before.get('thing')?.has('a')).toBe(true)
  })

  test('takes a snapshot over older rows only', () => {
    const state = hold(apply(emptyState, told('a', 5)), 'thing', [
      { id: 'a', rev: 4 },
      { id: 'b', rev: 1 },
    ])
    expect(Object.fromEntries([...(state.get('thing') ?? [])].map(([id, { rev }]) => [id, rev]))).toEqual({
      a: 5,
      b: 1,
    })
  })

  test('ends with the newest row of each id in whatever order they are told, and a repeat changes nothing', () => {
    const events = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), rev: fc.integer({ min: 0, max: 9 }) }))
    fc.assert(
      fc.property(events, (all) => {
        const state = all.map(({ id, rev }) => told(id, rev)).reduce(apply, emptyState)
        for (const { id, rev } of all) expect(state.get('thing')?.get(id)?.rev).toBeGreaterThanOrEqual(rev)
        expect(all.map(({ id, rev }) => told(id, rev)).reduce(apply, state)).toBe(state)
      }),
    )
  })
})
