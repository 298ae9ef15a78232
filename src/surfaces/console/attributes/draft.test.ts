import { expect, test } from 'vitest'
import type { Known } from './attributes.ts'
import { type Draft, valueIn } from './draft.ts'

test.each<[Known['type'], Draft, Known['value'] | 'wrong']>([
  ['number', ' 1 234,5 ', 1234.5],
  ['number', 'twelve', 'wrong'],
  ['number', '1,234.5', 'wrong'],
  ['yes-no', 'no', false],
  ['text', '  ', null],
  ['several', [], null],
  ['several', ['gold'], ['gold']],
  ['link', 'crm.example', 'wrong'],
  ['link', 'https://crm.example/7', 'https://crm.example/7'],
])('%s %j means %j', (type, draft, meant) => {
  const { value, fault } = valueIn({ type }, draft)
  expect(fault === null ? value : 'wrong').toEqual(meant)
})
