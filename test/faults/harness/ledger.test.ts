import { expect, test } from 'vitest'
import { acknowledge, openLedger } from './ledger.ts'

test('the ledger tells what is lost, doubled and out of order', () => {
  const ledger = openLedger()
  for (const conversation of ['a', 'a', 'a', 'b', 'b']) acknowledge(ledger.next(conversation))
  ledger.next('b')
  expect(ledger.check(new Map(Object.entries({ a: [1, 2, 3], b: [4, 5] })))).toEqual({
    acknowledged: 5,
    lost: 0,
    doubled: 0,
    outOfOrder: 0,
  })
  expect(ledger.check(new Map(Object.entries({ a: [1, 3, 2, 2] })))).toEqual({
    acknowledged: 5,
    lost: 2,
    doubled: 1,
    outOfOrder: 1,
  })
})
