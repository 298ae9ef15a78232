import { expect, test } from 'vitest'
import { answerTo } from './answer-to.ts'
import { nobodyVouches } from './trust-of.ts'

const FROM = 'Amina@shop.example'
test.each<[string, string | null, boolean, string[], string | null]>([
  ['the same domain', 'Orders@Shop.example', true, [], 'orders@shop.example'],
  ['a domain below it', 'orders@mail.shop.example', true, [], 'orders@mail.shop.example'],
  ['a domain that signed the mail', 'desk@tickets.example', true, ['tickets.example'], 'desk@tickets.example'],
  ['a stranger', 'victim@other.example', true, ['shop.example'], null],
  ['one whose name only ends alike', 'x@evilshop.example', true, [], null],
  ['a top level', 'x@example', true, [], null],
  ['nobody vouches for the sender', 'orders@shop.example', false, ['shop.example'], null],
  ['the sender again', 'amina@SHOP.example', true, [], null],
  ['none', null, true, [], null],
  ['no address', 'hello', true, [], null],
])('Reply-To is %s', (_, replyTo, vouched, signers, expected) => {
  expect(answerTo(FROM, replyTo, { ...nobodyVouches, vouched, signers })).toBe(expected)
})

test('who writes from a domain below may ask for the one above', () => {
  expect(answerTo('news@mail.shop.example', 'help@shop.example', { ...nobodyVouches, vouched: true })).toBe(
    'help@shop.example',
  )
})
