import { setTimeout as pause } from 'node:timers/promises'

/** Failures of the connection, of the server being away, and of two transactions in each other's way: SQLSTATE or system code. */
const codes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '25006',
  '40001',
  '40P01',
  '53300',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
])
const sentences = /^Connection terminated|not queryable/

/**
 * Said of a named statement by whose columns a migration has changed a table since the connection planned it. Its code is that of
 * everything PostgreSQL cannot do, and its sentence is translated; the place in the server it comes from is neither.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery'

/** May the same verb succeed when it is run again from its first line? It may also have succeeded already. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    isStalePlan(error) ||
    codes.has(code) ||
    code.startsWith('08') ||
    isMissingSocket(error, code) ||
    sentences.test(error.message)
  )
}

/** Said by our database or its pool and by nobody else: a job's own peer may refuse a connection too. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    isStalePlan(error) ||
    /^(08|53|57P0|25006$|40001$|40P01$)/.test(code) ||
    sentences.test(error.message) ||
    noConnection.test(error.message)
  )
}
/** The pool says so without a code. */
const noConnection = /^timeout exceeded when trying to connect/

/** The embedded server's socket file is gone while it restarts. */
const isMissingSocket = (error: Error, code: string): boolean =>
  code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'

/** Together about 5 s: as long as a restart of the database takes. */
const WAIT_MS = [20, 100, 400, 1_500, 3_000]

/** Runs the whole verb again when it failed for a passing reason. Only for verbs with an idempotency key: a lost answer is not a lost commit. */
export async function retrying<T>(work: () => Promise<T>, { tries = WAIT_MS.length + 1 } = {}): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (tried >= tries || !isTransient(error)) throw error
      const longest = WAIT_MS[Math.min(tried, WAIT_MS.length) - 1] ?? 0
      await pause(longest * (0.5 + Math.random() / 2))
    }
  }
}
