import { parseArgs } from 'node:util'
import { UsageError } from './command.ts'

export interface Typed<N extends string, F extends string> {
  words: string[]
  options: Partial<Record<N, string>>
  flags: ReadonlySet<F>
}

/** Reads `--name value` options, all of them texts; refuses what is not in the list. */
export const readOptions = <N extends string>(
  args: readonly string[],
  names: readonly N[],
): Partial<Record<N, string>> => read(args, names, [], false).options

/** Reads words beside them, and bare `--flags`. */
export const readWords = <N extends string, F extends string = never>(
  args: readonly string[],
  names: readonly N[],
  flags: readonly F[] = [],
): Typed<N, F> => read(args, names, flags, true)

function read<N extends string, F extends string>(
  args: readonly string[],
  names: readonly N[],
  flags: readonly F[],
  allowPositionals: boolean,
): Typed<N, F> {
  const options: Record<string, { type: 'string' | 'boolean' }> = {}
  for (const name of names) options[name] = { type: 'string' }
  for (const flag of flags) options[flag] = { type: 'boolean' }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals })
    const given: Partial<Record<N, string>> = {}
    for (const name of names) {
      const value = values[name]
      if (typeof value === 'string') given[name] = value
    }
    return { words: positionals, options: given, flags: new Set(flags.filter((flag) => values[flag] === true)) }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0] : 'Unknown option')
  }
}
