import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { settings } from '#kernel/config'
import { root } from '../scripts/source/root.ts'

const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')
const firstCells = (text: string): string[] => [...text.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, cell]) => cell ?? '')

interface Manifest {
  scripts: Record<string, string>
  dependencies: Record<string, string>
}
const manifest = JSON.parse(read('package.json')) as Manifest

test('every setting is in docs/settings.md, and no other', () => {
  expect(firstCells(read('docs/settings.md')).sort()).toEqual(Object.keys(settings).sort())
})

describe('server packages', () => {
  const explained = firstCells(read('docs/dependencies.md')).filter((name) => !name.includes('<'))
  test('each has its reason in docs/dependencies.md', () => {
    expect(explained.sort()).toEqual(Object.keys(manifest.dependencies).sort())
  })
  test('there are at most 45', () => expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(45))
  test('all are pinned', () => {
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+/)
  })
})

test('the commands in docs/run.md exist', () => {
  const named = [...read('docs/run.md').matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name]) => name)
  expect(named.length).toBeGreaterThan(5)
  for (const name of named) expect(Object.keys(manifest.scripts)).toContain(name)
})
