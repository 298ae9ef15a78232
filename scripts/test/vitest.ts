import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from './run.ts'
import { nothing, type Tally } from './tally.ts'

/** The part of Vitest's JSON report that is counted. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
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
  if (report === null) return { ...nothing, failed: code === 0 ? 0 : 1 }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + unloaded
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
