import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../source/root.ts'

/** The one that needs Firefox and WebKit. */
export const OTHER_ENGINES = 'test/journeys/portal-other-engines.test.ts'

/** What the journeys are called, read without running them. */
export async function journeyNames(): Promise<string[]> {
  return globSync('test/journeys/**/*.test.ts', { cwd: root }).flatMap((path) => {
    const named = readFileSync(join(root, path), 'utf8').matchAll(/^\s*(?:test|it)(?:\.\w+)*\(\s*(['"`])(.+?)\1/gm)
    return [...named].map(([, , name]) => `${path}: ${name}`)
  })
}
