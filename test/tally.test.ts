import { describe, expect, test } from 'vitest'
import { exitCode, lastLine, oneGate, sum } from '../scripts/test/tally.ts'
import { tallyOf } from '../scripts/test/vitest.ts'

const report = (passed: number, failed: number, files: { status: string; tests: number }[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: files.map(({ status, tests }) => ({ status, assertionResults: Array.from({ length: tests }) })),
})

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('the last line of %j', (tally, line) => expect(lastLine(tally)).toBe(line))

describe('what must not pass for success', () => {
  test('a failed gate', () => expect(exitCode(sum([oneGate(true), oneGate(false)]), false)).toBe(1))
  test('a skip in CI, and only there', () => {
    expect(exitCode({ passed: 1, failed: 0, skipped: 1 }, true)).toBe(1)
    expect(exitCode({ passed: 1, failed: 0, skipped: 1 }, false)).toBe(0)
  })
  test('nothing tried', () => expect(exitCode(sum([]), false)).toBe(1))
  test('a run without a report', () => expect(tallyOf(null, 1).failed).toBe(1))
  test('a file that could not be loaded', () => {
    expect(tallyOf(report(5, 0, [{ status: 'failed', tests: 0 }]), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  })
  test('an error outside of every test', () => expect(tallyOf(report(5, 0), 1).failed).toBe(1))
})
