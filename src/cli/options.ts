import { parseArgs } from 'node:util'
import { UsageError } from './command.ts'

/** Reads `--name value` options, all of them texts; refuses what is not in the list. */
export function readOptions<N extends string>(
  args: readonly string[],
  names: readonly N[],
): Partial<Record<N, string>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
    const given: Partial<Record<N, string>> = {}
    for (const name of names) if (typeof values[name] === 'string') given[name] = values[name]
    return given
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0] : 'Unknown option')
  }
}
