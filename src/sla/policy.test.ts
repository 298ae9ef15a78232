import { expect, test } from 'vitest'
import { choosePolicy, type Promised, type Takes } from './policy.ts'

const nothing: Takes = { queues: [], channels: [], priorities: [] }
const policy = (id: string, takes: Partial<Takes>, place = 0): Promised => ({
  id,
  rev: 1,
  brand: 'lumo',
  takes: { ...nothing, ...takes },
  calendar: null,
  targets: { first: 60, next: null, resolution: null },
  warn: 75,
  place,
})
const matter = { brand: 'lumo', queue: 'bills', channel: 'email', priority: 'P2' }
const usual = policy('usual', {})
const mail = policy('mail', { channels: ['email', 'form'] })

test.each<[string, Promised[], string | null]>([
  ['nothing is promised', [], null],
  ['what names nothing is for everything', [usual], 'usual'],
  ['what names more', [usual, mail], 'mail'],
  ['what names most', [mail, usual, policy('both', { channels: ['email'], queues: ['bills'] })], 'both'],
  ['what names something else', [usual, policy('urgent', { priorities: ['P1'], channels: ['email'] })], 'usual'],
  ['of equals the lower place', [mail, policy('bills', { queues: ['bills'] }, -1)], 'bills'],
  ['of equals the first', [mail, policy('bills', { queues: ['bills'] })], 'mail'],
  ['not another brand’s', [{ ...mail, brand: 'vela' }], null],
])('%s', (_, policies, chosen) => {
  expect(choosePolicy(policies, matter)?.id ?? null).toBe(chosen)
})

test('who is in no queue is in none that is named', () => {
  expect(choosePolicy([policy('bills', { queues: ['bills'] })], { ...matter, queue: null })).toBeNull()
})
