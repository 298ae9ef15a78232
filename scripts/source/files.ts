import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

export interface SourceFile {
  /** From the root of the checkout, with slashes. */
  path: string
  text: string
}

/** All code of ours. Content in JSON, SQL or Markdown is not code. */
export function sourceFiles(): SourceFile[] {
  const patterns = ['{src,test,world,bench,scripts}/**/*.{ts,tsx,mts,mjs,js,jsx}', '*.{ts,mjs,js}']
  return globSync(patterns, { cwd: root })
    .filter((path) => !/(^|\/)(node_modules|dist|artifacts)\//.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
