import { expect, test } from 'vitest'
import { asProblem } from './problem.ts'

const coded = (code: string) => Object.assign(new Error('said by the driver'), { code })

test.each([
  ['it went away between two statements', new Error('Connection terminated unexpectedly')],
  ['no connection became free', new Error('timeout exceeded when trying to connect')],
  ['it starts', coded('57P03')],
  ['it has no connection left', coded('53300')],
  ['its disk is full', coded('53100')],
  ['the statement took too long', coded('57014')],
  ['the lock was not given', coded('55P03')],
  ['it is a standby now', coded('25006')],
])('the database is away, not broken: %s', (_, error) => {
  expect(asProblem(error)).toMatchObject({ code: 'unavailable', status: 503, extra: { retryAfterSeconds: 1 } })
})

test('what is our fault stays our fault', () => {
  expect([asProblem(new Error('x')), asProblem(coded('42P01'))]).toMatchObject([{ status: 500 }, { status: 500 }])
})
