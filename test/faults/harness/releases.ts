import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../scripts/source/root.ts'

export interface Release extends Disposable {
  readonly tree: string
}
/** What a release needs to run, beside its source. */
const LINKED = ['node_modules', 'dist']
const COPIED = ['src', 'migrations', 'locales', 'docs', 'package.json']

/** This release with one migration more, of the kind that a release may bring. */
export function nextRelease(migration: string): Release {
  const tree = newFolder()
  for (const name of COPIED)
    if (existsSync(join(root, name))) cpSync(join(root, name), join(tree, name), { recursive: true })
  writeFileSync(join(tree, 'migrations/999901010000-kernel-next-release.sql'), migration)
  return releaseIn(tree)
}

/** What was committed last, where its migrations are still as they ran; else this checkout, without what is not committed. */
export function releaseBefore(): Release {
  const tree = newFolder()
  try {
    const archive = execFileSync('git', ['archive', 'HEAD', ...COPIED], {
      cwd: root,
      maxBuffer: 500_000_000,
      stdio: 'pipe',
    })
    execFileSync('tar', ['-x', '-C', tree], { input: archive })
    if (isPartOf(migrationsIn(tree), migrationsIn(root))) return releaseIn(tree)
  } catch {
    // No git here, or not its whole history.
  }
  rmSync(tree, { recursive: true, force: true })
  return { tree: root, [Symbol.dispose]: () => {} }
}

function releaseIn(tree: string): Release {
  for (const name of LINKED) if (existsSync(join(root, name))) symlinkSync(join(root, name), join(tree, name))
  return { tree, [Symbol.dispose]: () => rmSync(tree, { recursive: true, force: true }) }
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'switchboard-release-'))

const migrationsIn = (tree: string): Map<string, string> =>
  new Map(
    readdirSync(join(tree, 'migrations')).map((name) => [name, readFileSync(join(tree, 'migrations', name), 'utf8')]),
  )

const isPartOf = (some: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>): boolean =>
  [...some].every(([name, text]) => all.get(name) === text)
