import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Free, pair, type Waiting } from './pair.ts'
import { type Choosable, chooseAmong, type Demand, fits, type Matter, type Takes } from './queue.ts'

const nothing: Takes = { channels: [], languages: [], labels: [], priorities: [] }
const queue = (takes: Partial<Takes>, first = false): Choosable => ({
  id: newId(),
  first,
  takes: { ...nothing, ...takes },
})
const matter: Matter = { channel: 'email', lang: 'nl-BE', labels: ['bill'], priority: 'P3', vip: null }

describe('the queue a conversation waits in', () => {
  const first = queue({}, true)
  test.each<[string, Partial<Takes>, boolean]>([
    ['its channel', { channels: ['chat.web', 'email'] }, true],
    ['another channel', { channels: ['chat.web'] }, false],
    ['its language, of any country', { languages: ['nl'] }, true],
    ['another language', { languages: ['fr'] }, false],
    ['one of its labels', { labels: ['sim', 'bill'] }, true],
    ['its priority', { priorities: ['P3'] }, true],
    ['its channel and another language', { channels: ['email'], languages: ['fr'] }, false],
    ['nothing', {}, false],
    ['whose customers have a standing', { vip: true }, false],
  ])('one that names %s: %j', (_, takes, holds) => {
    const other = queue(takes)
    expect(chooseAmong([first, other], matter)).toBe(holds ? other.id : first.id)
  })

  test('of several it is the one that names most; of equals the one that was there first', () => {
    const [mail, dutch] = [queue({ channels: ['email'] }), queue({ languages: ['nl'] })]
    const both = queue({ channels: ['email'], languages: ['nl'] })
    expect(chooseAmong([first, mail, both], matter)).toBe(both.id)
    expect(chooseAmong([first, dutch, mail], matter)).toBe(dutch.id)
  })

  test('whose language is not known belongs to no queue of a language', () => {
    expect(chooseAmong([first, queue({ languages: ['nl'] })], { ...matter, lang: null })).toBe(first.id)
  })
})

describe('who may be given work', () => {
  const person = { id: newId<'agent'>(), languages: ['fr', 'nl'], skills: [{ skill: 'Billing ', level: 3 }] }
  const demand = (more: Partial<Demand>): Demand => ({ skill: null, skillLevel: null, speaks: false, ...more })
  test.each<[string, Demand, string | null, boolean]>([
    ['nothing is asked', demand({}), 'pl', true],
    ['the skill, so well', demand({ skill: 'billing', skillLevel: 3 }), null, true],
    ['the skill, better', demand({ skill: 'billing', skillLevel: 4 }), null, false],
    ['another skill', demand({ skill: 'roaming', skillLevel: 1 }), null, false],
    ['the language', demand({ speaks: true }), 'nl-BE', true],
    ['another language', demand({ speaks: true }), 'pl', false],
    ['a language nobody knows', demand({ speaks: true }), null, true],
  ])('%s', (_, asked, lang, may) => {
    expect(fits(asked, lang, person)).toBe(may)
  })
})

describe('who gets what', () => {
  const free = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    load: fc.nat(6),
    capacity: fc.integer({ min: 1, max: 6 }),
    since: fc.nat(5),
    languages: fc.subarray(['fr', 'nl']),
    skills: fc.constant([]),
  }) as fc.Arbitrary<Free>
  const items = fc.array(
    fc.record({
      id: fc.uuid(),
      slots: fc.integer({ min: 1, max: 4 }),
      lang: fc.constantFrom('fr', 'nl', null),
      passed: fc.subarray(['a', 'b', 'c']),
      keptFor: fc.constantFrom(null, null, 'a', 'd'),
    }),
    { maxLength: 8 },
  ) as fc.Arbitrary<Waiting[]>
  const asked: Demand = { skill: null, skillLevel: null, speaks: true }

  test('nobody gets more than they have room for, what they do not speak, what they gave back or what is kept for another, and nothing lies that somebody could have', () => {
    fc.assert(
      fc.property(items, fc.uniqueArray(free, { maxLength: 6, selector: ({ id }) => id }), (waiting, people) => {
        const may = (item: Waiting, one: Free) =>
          one.load + item.slots <= one.capacity &&
          !item.passed.includes(one.id) &&
          (item.keptFor === null || item.keptFor === one.id) &&
          (item.lang === null || one.languages.includes(item.lang))
        const found = pair(waiting, people, asked)
        const givable = waiting.find((item) => people.some((one) => may(item, one)))
        expect(found?.item).toBe(givable)
        if (found === undefined) return
        const able = people.filter((one) => may(found.item, one))
        expect(found.among).toBe(able.length)
        const least = Math.min(...able.map((one) => one.load / one.capacity))
        expect(found.agent.load / found.agent.capacity).toBe(least)
      }),
      { numRuns: 500 },
    )
  })
})
