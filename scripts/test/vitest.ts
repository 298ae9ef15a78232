import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from '../source/root.ts'
import { runNode } from './run.ts'
import { nothing, oneGate, type Tally } from './tally.ts'

/** The part of Vitest's JSON report that is counted. */
interface Report {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[]
  }[]
}

/** Runs the tests of these projects (or of these paths) and counts them. A run that could not report is one failure. */
export async function vitest(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  try {
    const code = await runNode(
      'node_modules/vitest/vitest.mjs',
      ['run', '--passWithNoTests', ...reporters, ...args],
      env,
    )
    return tallyOf(read(file), code)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function read(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return null
  }
}

/** A file that could not be loaded has no tests to count, and an error outside of every test shows only in the exit code. */
export function tallyOf(report: Report | null, code: number): Tally {
  if (report === null) return code === 0 ? nothing : oneGate(false, `no report, exit code ${code}`)
  const names = report.testResults.flatMap(failuresOf)
  if (names.length === 0 && code !== 0) names.push(`an error outside of every test, exit code ${code}`)
  return {
    passed: report.numPassedTests,
    failed: names.length,
    skipped: report.numPendingTests + report.numTodoTests,
    names,
  }
}

function failuresOf({ name, status, message, assertionResults }: Report['testResults'][number]): string[] {
  const file = relative(root, name)
  if (status === 'failed' && assertionResults.length === 0) return [`${file}: ${firstLine(message)}`]
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages?.[0] ?? '')}`)
}

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 160)
