import { expect, test } from 'vitest'
import { parse } from './setting-value.ts'

test.each<[string, Parameters<typeof parse>[1], unknown]>([
  ['12', { type: 'integer', minimum: 5, maximum: 20 }, 12],
  ['4', { type: 'integer', minimum: 5 }, undefined],
  ['21', { type: 'integer', maximum: 20 }, undefined],
  ['1.5', { type: 'integer' }, undefined],
  ['1.5', { type: 'number' }, 1.5],
  [' ', { type: 'number' }, undefined],
  ['twelve', { type: 'integer' }, undefined],
  ['http://127.0.0.1:1', { type: 'string' }, 'http://127.0.0.1:1'],
  ['[1]', {}, [1]],
  ['[1', {}, undefined],
])('%j as %j is %j', (text, schema, value) => {
  expect(parse(text, schema)).toEqual(value)
})
