import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../scripts/source/root.ts'
import type { FromStarter, ToStarter } from '../../../src/starter.ts'

/** The product as it runs for an operator: src/main.ts in a process of its own. */
export interface AppProcess {
  readonly url: string
  readonly mailPort: number | null
  readonly pid: number
  readonly ended: Promise<unknown>
  /** A key of an administrator for a program of this name. */
  key(name: string): Promise<string>
  kill(signal: 'SIGKILL' | 'SIGTERM'): void
}
export type Env = Readonly<Record<string, string>>

/** What Node compiled once is kept, as it is for who starts the product by its command. */
const { PATH, NODE_COMPILE_CACHE } = process.env
export const passedOn = { PATH, NODE_COMPILE_CACHE }

/**
 * Starts it and answers once it listens; throws when it ends before. The demo's limits let one machine be a crowd.
 * `tree` is the checkout it runs from: this one when not said.
 */
export async function startProcess(env: Env, tree = root): Promise<AppProcess> {
  const child = spawn(process.execPath, [join(tree, 'src/main.ts')], {
    cwd: tree,
    env: { ...passedOn, HOME: tmpdir(), LOG_LEVEL: 'silent', SWITCHBOARD_DEMO: '1', PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const heard = async <K extends ToStarter['kind']>(kind: K): Promise<Extract<ToStarter, { kind: K }>> => {
    for (;;) {
      const [said] = await Promise.race([
        once(child, 'message') as Promise<[ToStarter]>,
        ended.then(([code, signal]) => Promise.reject(new Error(`the app ended with ${code ?? signal}`))),
      ])
      if (said.kind === 'refused') throw new Error(said.why)
      if (isKind(said, kind)) return said
    }
  }
  const { url, mailPort } = await heard('ready')
  return {
    url,
    mailPort,
    pid: child.pid ?? 0,
    ended,
    key: async (name) => {
      const told = heard('key')
      child.send({ kind: 'make-key', name } satisfies FromStarter)
      return (await told).key
    },
    kill: (signal) => void child.kill(signal),
  }
}

const isKind = <K extends ToStarter['kind']>(said: ToStarter, kind: K): said is Extract<ToStarter, { kind: K }> =>
  said.kind === kind
