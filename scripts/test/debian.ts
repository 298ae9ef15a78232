import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { isCi } from './ci.ts'
import { run } from './run.ts'

/** May we install Debian's packages here? */
export const mayInstall = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get') !== null

/** A compiler, or servers that somebody's machine would then have: only where nobody works, and for the faults at length. */
export const mayInstallMuch = (): boolean => mayInstall() && (isCi || process.env.SB_FAULTS === 'large')

export function onPath(...names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return places.find((place) => existsSync(place)) ?? null
}

/** Installs packages without questions; answers whether it worked. Nothing is started by it. */
export async function install(...packages: readonly string[]): Promise<boolean> {
  console.log(`installing ${packages.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const get = ['-qq', '-y', '--no-install-recommends', 'install', ...packages]
  if ((await run('apt-get', get, env)) === 0) return true
  await run('apt-get', ['-qq', 'update'], env)
  return (await run('apt-get', get, env)) === 0
}
