import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../source/root.ts'

export interface Child {
  readonly process: ChildProcess
  /** The exit code, or 1 when a signal ended it. */
  readonly ended: Promise<number>
  send(message: object): void
  /** Asks it to stop; after `patienceMs` it is ended. */
  stop(patienceMs: number): Promise<void>
}

const leash = new URL('./leash.mjs', import.meta.url).href

/**
 * Starts a file of ours under this Node, in a process group of its own: Ctrl-C then reaches the starter alone,
 * who ends its children in order. The leash ends them when the starter was killed.
 */
export function startChild(entry: string, env: NodeJS.ProcessEnv): Child {
  const child = spawn(process.execPath, ['--import', leash, entry], {
    cwd: root,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1))
  return {
    process: child,
    ended,
    send: (message) => void child.send(message, () => {}),
    async stop(patienceMs) {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const last = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(last)
    },
  }
}

/** The first message the test accepts; undefined when the child ends before. */
export async function heard<T>(child: Child, accept: (message: unknown) => T | undefined): Promise<T | undefined> {
  return new Promise((done) => {
    child.process.on('message', (message) => {
      const wanted = accept(message)
      if (wanted !== undefined) done(wanted)
    })
    void child.ended.then(() => done(undefined))
  })
}
