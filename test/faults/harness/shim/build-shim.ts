import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { haveCompiler } from '../../../../scripts/test/compiler.ts'
import type { Env } from '../app-process.ts'

/** What a program is told by its system instead of the truth. */
export interface Shim {
  /** For the program that is to be told. */
  readonly env: Env
  tell(what: { clockSeconds: number } | 'eio' | 'truth'): void
}

/** Made by the machine's C compiler; null where there is none and none can be installed. */
export async function buildShim(): Promise<Shim | null> {
  if (process.platform !== 'linux' || !(await haveCompiler())) return null
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-shim-'))
  chmodSync(folder, 0o755)
  const [library, file] = [join(folder, 'shim.so'), join(folder, 'told')]
  const source = join(import.meta.dirname, 'shim.c')
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'], { stdio: 'inherit' })
  const say = (text: string): void => writeFileSync(file, text)
  say('')
  return {
    env: { LD_PRELOAD: library, SHIM_FILE: file },
    tell: (what) => {
      if (typeof what === 'object') say(`clock ${what.clockSeconds}`)
      else say(what === 'truth' ? 'truth' : what)
    },
  }
}
