import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../scripts/source/root.ts'
import { exitCode, lastLine, nothing, oneGate, sum } from '../scripts/test/tally.ts'
import { tallyOf } from '../scripts/test/vitest.ts'

const passed = { status: 'passed', fullName: 'a chat is answered' }
const wrong = { status: 'failed', fullName: 'a bill is shown', failureMessages: ['expected 2 to be 3\n  at bill.ts:1'] }
const file = (assertionResults: (typeof passed | typeof wrong)[], message = '') => ({
  name: join(root, 'src/care/care.test.ts'),
  status: assertionResults.includes(passed) ? 'passed' : 'failed',
  message,
  assertionResults,
})
const report = (numPassedTests: number, testResults: ReturnType<typeof file>[]) => ({
  numPassedTests,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
})

test.each([
  [{ ...nothing, passed: 3 }, '3 passed, 0 failed'],
  [{ ...nothing, passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('the last line of %j', (tally, line) => expect(lastLine(tally)).toBe(line))

describe('what must not pass for success', () => {
  test('a failed gate', () => {
    const total = sum([oneGate(true, 'types'), oneGate(false, 'lint')])
    expect(exitCode(total, false)).toBe(1)
    expect(total.names).toEqual(['lint'])
  })
  test('a skip in CI, and only there', () => {
    expect(exitCode({ ...nothing, passed: 1, skipped: 1 }, true)).toBe(1)
    expect(exitCode({ ...nothing, passed: 1, skipped: 1 }, false)).toBe(0)
  })
  test('nothing tried', () => expect(exitCode(sum([]), false)).toBe(1))
  test('a run without a report', () => expect(tallyOf(null, 1).failed).toBe(1))
  test('a test that failed, by its name and why', () => {
    expect(tallyOf(report(1, [file([passed, wrong])]), 1)).toEqual({
      ...nothing,
      passed: 1,
      failed: 1,
      names: ['src/care/care.test.ts: a bill is shown: expected 2 to be 3'],
    })
  })
  test('a file that could not be loaded', () => {
    expect(tallyOf(report(5, [file([], 'no such module')]), 1)).toEqual({
      ...nothing,
      passed: 5,
      failed: 1,
      names: ['src/care/care.test.ts: no such module'],
    })
  })
  test('an error outside of every test', () => expect(tallyOf(report(5, [file([passed])]), 1).failed).toBe(1))
})
