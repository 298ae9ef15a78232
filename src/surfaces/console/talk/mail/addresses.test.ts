import { expect, test } from 'vitest'
import { typedAddresses, withAddress } from './addresses.ts'

test.each([
  ['', [], null],
  ['a@x.example', ['a@x.example'], null],
  ['Ann <A@x.example>; b@y.example,\nb@Y.example', ['a@x.example', 'b@y.example'], null],
  ['a@x.example, nobody', ['a@x.example', 'nobody'], 'nobody'],
  ['a@x', ['a@x'], 'a@x'],
])('%j', (text, addresses, wrong) => expect(typedAddresses(text)).toEqual({ addresses, wrong }))

test('one more', () => {
  expect(withAddress('', 'A@x.example')).toBe('a@x.example')
  expect(withAddress('a@x.example', 'b@y.example')).toBe('a@x.example, b@y.example')
})
