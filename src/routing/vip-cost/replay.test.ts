import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Given, replay } from './replay.ts'

const MINUTE = 60_000
const given = (id: string, since: number, at: number, more: Partial<Given> = {}): Given => ({
  id,
  queue: 'q',
  priority: 'P3',
  since: since * MINUTE,
  at: at * MINUTE,
  vip: false,
  ahead: 60 * MINUTE,
  kept: false,
  ...more,
})
const minutes = (times: Map<string, number>) => Object.fromEntries([...times].map(([id, at]) => [id, at / MINUTE]))

describe('what standings cost the others', () => {
  // Anna and Ben wait; Vera comes last and has a standing. At 10, 20 and 30 somebody is free.
  const day = [given('anna', 0, 20), given('ben', 1, 30), given('vera', 5, 10, { vip: true })]

  test('with them it is as it was; without, each goes in turn: 10 minutes earlier for two, 20 later for one', () => {
    expect(minutes(replay(day, 'with'))).toEqual({ vera: 10, anna: 20, ben: 30 })
    expect(minutes(replay(day, 'without'))).toEqual({ anna: 10, ben: 20, vera: 30 })
  })

  test('who waited longer than the head start is not overtaken', () => {
    const short = day.map((each) => ({ ...each, ahead: 4.5 * MINUTE }))
    expect(minutes(replay(short, 'with'))).toEqual({ anna: 10, vera: 20, ben: 30 })
  })

  test('priority comes before it', () => {
    const urgent = day.map((each) => (each.id === 'ben' ? { ...each, priority: 'P1' } : each))
    expect(minutes(replay(urgent, 'with'))).toEqual({ ben: 10, vera: 20, anna: 30 })
  })

  test('what was kept for a named advisor took a moment that others would have had', () => {
    const kept = [given('anna', 0, 20), given('vera', 5, 10, { vip: true, kept: true })]
    expect(minutes(replay(kept, 'with'))).toEqual({ vera: 10, anna: 20 })
    expect(minutes(replay(kept, 'without'))).toEqual({ anna: 10, vera: 20 })
  })

  test('nobody can go before they came, and queues have nothing to do with each other', () => {
    const late = [given('anna', 0, 10), given('vera', 15, 20, { vip: true }), given('else', 0, 12, { queue: 'other' })]
    for (const order of ['with', 'without'] as const)
      expect(minutes(replay(late, order))).toEqual({ anna: 10, vera: 20, else: 12 })
  })

  test('everybody is given once, none before they came; what some gain others pay: the sum of waits is the same', () => {
    const any = fc
      .array(fc.record({ since: fc.nat(60), wait: fc.nat(60), vip: fc.boolean(), p: fc.constantFrom('P1', 'P3') }), {
        maxLength: 25,
      })
      .map((all) => all.map(({ since, wait, vip, p }, n) => given(`${n}`, since, since + wait, { vip, priority: p })))
    fc.assert(
      fc.property(any, (all) => {
        for (const order of ['with', 'without'] as const) {
          const times = replay(all, order)
          expect(times.size).toBe(all.length)
          for (const each of all) expect(times.get(each.id)).toBeGreaterThanOrEqual(each.since)
          const sum = [...times.values()].reduce((a, b) => a + b, 0)
          expect(sum).toBe(all.reduce((a, b) => a + b.at, 0))
        }
      }),
    )
  })
})
