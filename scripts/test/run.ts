import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../source/root.ts'

/** Runs a program in this terminal; answers its exit code. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', fail)
    child.once('close', (code) => done(code ?? 1))
  })
}

/** Runs a JavaScript or TypeScript file under this Node. */
export const runNode = (entry: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<number> =>
  run(process.execPath, [join(root, entry), ...args], env)
