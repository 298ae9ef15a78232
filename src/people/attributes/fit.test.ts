import { expect, test } from 'vitest'
import type { AttributeType, Option, Value } from './contract.ts'
import { converted, fitted } from './fit.ts'

const options: Option[] = [
  { key: 'gold', name: { en: 'Gold', fr: 'Or' }, retired: false },
  { key: 'old', name: { en: 'Old' }, retired: true },
]
const asked = (type: AttributeType) => ({ type, options })

test.each<[AttributeType, Value, Value | 'refused']>([
  ['text', '  lives upstairs ', 'lives upstairs'],
  ['text', '   ', null],
  ['text', 7, 'refused'],
  ['number', 7.5, 7.5],
  ['number', '7', 'refused'],
  ['yes-no', false, false],
  ['yes-no', 'no', 'refused'],
  ['date', '2028-02-29', '2028-02-29'],
  ['date', '2027-02-29', 'refused'],
  ['link', 'https://crm.example/7', 'https://crm.example/7'],
  ['link', 'javascript:alert(1)', 'refused'],
  ['one', 'gold', 'gold'],
  ['one', 'old', 'refused'],
  ['one', 'silver', 'refused'],
  ['several', ['gold', 'gold'], ['gold']],
  ['several', [], null],
  ['several', 'gold', 'refused'],
])('%s: %j → %j', (type, value, kept) => {
  const found = fitted(asked(type), value)
  expect(found.ok ? found.value : 'refused').toEqual(kept)
})

test('what was retired stays where it was chosen', () => {
  expect(fitted(asked('one'), 'old', 'old')).toEqual({ ok: true, value: 'old' })
  expect(fitted(asked('several'), ['old', 'gold'], ['old'])).toEqual({ ok: true, value: ['old', 'gold'] })
})

test.each<[AttributeType, Value, AttributeType, Value | 'refused']>([
  ['text', '12', 'number', 12],
  ['text', '12 or so', 'number', 'refused'],
  ['number', 12, 'text', '12'],
  ['text', 'or', 'one', 'gold'],
  ['text', 'silver', 'one', 'refused'],
  ['one', 'gold', 'several', ['gold']],
  ['several', ['gold'], 'one', 'gold'],
  ['several', ['gold', 'old'], 'one', 'refused'],
  ['one', 'gold', 'text', 'gold'],
  ['yes-no', true, 'text', 'refused'],
  ['text', '2026-06-01', 'date', '2026-06-01'],
  ['one', 'old', 'one', 'old'],
])('%s %j as %s → %j', (from, value, to, kept) => {
  const found = converted(value, asked(from), asked(to))
  expect(found.ok ? found.value : 'refused').toEqual(kept)
})
