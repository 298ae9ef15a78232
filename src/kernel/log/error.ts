import { Problem } from '#kernel/errors'
import { code, mask } from './values.ts'

export interface ShownError {
  name: string
  code?: unknown
  constraint?: unknown
  table?: unknown
  /** Only of a Problem: its words are ours. Other messages quote what came from outside. */
  detail?: string
  stack: readonly string[]
  cause?: ShownError
}

const DEEPEST = 3
const FRAME = /^\s*at (?:[\w$.<>[\]# ]+ )?\(?(?:async )?[\w./:@~+ -]+(?::\d+){1,2}\)?$/

/** An error without the text it carries: kind, code and where it happened. */
export function describeError(error: unknown, depth = 0): ShownError {
  if (!(error instanceof Error)) return { name: error === null ? 'null' : typeof error, stack: [] }
  const shown: ShownError = { name: String(code(error.name)), stack: framesOf(error) }
  if ('code' in error) shown.code = code(error.code)
  if ('constraint' in error && error.constraint) shown.constraint = code(error.constraint)
  if ('table' in error && error.table) shown.table = code(error.table)
  if (error instanceof Problem) shown.detail = mask(error.message)
  const cause = error instanceof AggregateError ? error.errors[0] : error.cause
  if (cause !== undefined && depth < DEEPEST) shown.cause = describeError(cause, depth + 1)
  return shown
}

/** The message comes first in a stack and may itself hold lines that look like frames, so it is cut out by its length. */
function framesOf(error: Error): readonly string[] {
  const stack = error.stack ?? ''
  const at = error.message === '' ? -1 : stack.indexOf(error.message)
  const frames = at < 0 ? stack : stack.slice(at + error.message.length)
  return frames
    .split('\n')
    .filter((line) => FRAME.test(line) && mask(line) === line)
    .slice(0, 12)
    .map((line) => line.trim())
}
