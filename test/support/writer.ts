import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Writer {
  child: ChildProcess
  /** Everything it said so far. */
  said: string[]
  /** Resolves with the first line that fits, also one said before. */
  hears(pattern: RegExp): Promise<string>
  /** The numbers whose writes were acknowledged. */
  acknowledged(): number[]
  ended: Promise<unknown>
}

/** Starts embedded-writer.ts in a process group of its own, as a terminal would. */
export function startWriter(dataDir: string, as: { uid?: number; gid?: number } = {}): Writer {
  const script = join(import.meta.dirname, 'embedded-writer.ts')
  const child = spawn(process.execPath, [script, dataDir], {
    ...as,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => said.push(line))
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')])
  return {
    child,
    said,
    ended,
    acknowledged: () => said.filter((line) => line.startsWith('wrote ')).map((line) => Number(line.slice(6))),
    hears: async (pattern) => {
      const before = said.find((line) => pattern.test(line))
      if (before !== undefined) return before
      return new Promise((resolve, reject) => {
        lines.on('line', (line) => pattern.test(line) && resolve(line))
        lines.on('close', () => reject(new Error(`it ended without saying ${pattern}; it said: ${said.join(' | ')}`)))
      })
    },
  }
}
