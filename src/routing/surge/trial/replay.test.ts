import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Advisor, type Job, replay } from './replay.ts'

const MINUTE = 60_000
const job = (id: string, since: number, more: Partial<Job> = {}): Job => ({
  id,
  queue: 'a',
  priority: 'P3',
  need: 10 * MINUTE,
  left: null,
  ...more,
  since: since * MINUTE,
})
const advisor = (id: string, queues: string[], ...there: [number, number][]): Advisor => ({
  id,
  queues: new Set(queues),
  there: (there.length === 0 ? [[0, 1_000] as const] : there).map(
    ([from, to]) => [from * MINUTE, to * MINUTE] as const,
  ),
})
const minutes = (jobs: Job[], advisors: Advisor[]) =>
  Object.fromEntries([...replay(jobs, advisors)].map(([id, at]) => [id, at / MINUTE]))

describe('a day played again', () => {
  const three = [job('anna', 0), job('ben', 1), job('carl', 2)]

  test('one advisor takes one after the other, two share them', () => {
    expect(minutes(three, [advisor('eva', ['a'])])).toEqual({ anna: 0, ben: 10, carl: 20 })
    expect(minutes(three, [advisor('eva', ['a']), advisor('noor', ['a'])])).toEqual({ anna: 0, ben: 1, carl: 10 })
  })

  test('what waits elsewhere is taken by who works there, and leaves time for the rest', () => {
    const two = [advisor('eva', ['a']), advisor('noor', ['b'])]
    const moved = three.map((each) => (each.id === 'ben' ? { ...each, queue: 'b' } : each))
    expect(minutes(three, two)).toEqual({ anna: 0, ben: 10, carl: 20 })
    expect(minutes(moved, two)).toEqual({ anna: 0, ben: 1, carl: 10 })
    expect(minutes(moved, [advisor('eva', ['a', 'b'])])).toEqual({ anna: 0, ben: 10, carl: 20 })
  })

  test('priority goes first, then who came first, over all queues of an advisor', () => {
    const urgent = [job('anna', 0), job('ben', 1), job('carl', 2, { queue: 'b', priority: 'P1' })]
    expect(minutes(urgent, [advisor('eva', ['a', 'b'])])).toEqual({ anna: 0, carl: 10, ben: 20 })
  })

  test('nobody takes anything while they are away, and what is begun is finished', () => {
    expect(minutes(three, [advisor('eva', ['a'], [0, 5], [60, 70])])).toEqual({ anna: 0, ben: 60 })
    expect(minutes([job('anna', 30)], [advisor('eva', ['a'], [0, 5], [60, 70])])).toEqual({ anna: 60 })
    expect(minutes(three, [])).toEqual({})
  })

  test('who went by themselves takes nobody’s time', () => {
    const gone = three.map((each) => (each.id === 'ben' ? { ...each, left: 5 * MINUTE } : each))
    expect(minutes(gone, [advisor('eva', ['a'])])).toEqual({ anna: 0, carl: 10 })
  })

  test('is the same in whatever order it is told; none is taken before they came, or while nobody is free', () => {
    const some = fc.array(fc.record({ since: fc.nat(60), need: fc.nat(30), queue: fc.constantFrom('a', 'b') }), {
      maxLength: 30,
    })
    const staff = [advisor('eva', ['a'], [0, 40]), advisor('noor', ['a', 'b'], [10, 90])]
    fc.assert(
      fc.property(some, fc.array(fc.nat(), { maxLength: 30 }), (all, keys) => {
        const jobs = all.map(({ since, need, queue }, n) => job(`${n}`, since, { need: need * MINUTE, queue }))
        const times = replay(jobs, staff)
        const shuffled = jobs.toSorted((one, other) => (keys[+one.id] ?? 0) - (keys[+other.id] ?? 0))
        expect(new Map([...replay(shuffled, staff)].sort())).toEqual(new Map([...times].sort()))
        for (const { id, since } of jobs) expect(times.get(id) ?? since).toBeGreaterThanOrEqual(since)
        const busyAt = (moment: number) =>
          jobs.filter(({ id, need }) => {
            const at = times.get(id) ?? Number.POSITIVE_INFINITY
            return at <= moment && moment < at + need
          }).length
        for (const at of times.values()) expect(busyAt(at)).toBeLessThanOrEqual(staff.length)
      }),
    )
  })
})
