import { describe, expect, test } from 'vitest'
import { sourceFiles } from '../scripts/source/files.ts'
import { habitsBroken } from '../scripts/source/habits.ts'
import { importsOf } from '../scripts/source/imports.ts'
import { treeOf } from '../scripts/source/tree.ts'
import { violations } from '../scripts/source/wall.ts'

const files = sourceFiles()
const imports = files.flatMap(importsOf)
const ours = imports.filter((one) => one.to === null || /^[.#]/.test(one.to))

test('the wall: down only, through the doors', () => expect(violations(imports)).toEqual([]))

test('habits: short files, nothing switched off, nothing left for later', () =>
  expect(files.flatMap(habitsBroken)).toEqual([]))

describe('the gate can see', () => {
  test('it read the whole tree', () => {
    expect(files.length).toBeGreaterThan(60)
    expect(ours.length).toBeGreaterThan(100)
    expect(files.filter((file) => treeOf(file).errors.length > 0).map((file) => file.path)).toEqual([])
  })
  test('it finds every import that a plain search finds', () => {
    const plainly = files
      .filter((file) => !file.path.startsWith('test/architecture'))
      .flatMap((file) => [...file.text.matchAll(/^(?:import|export) [^'"`]*from '[.#]/gm)])
    expect(ours.length).toBeGreaterThanOrEqual(plainly.length)
  })
})

const plant = (path: string, text: string) => violations(importsOf({ path, text }))

describe('planted violations fall', () => {
  test.each<[string, string, string]>([
    ['relative out of a module', 'src/bot/answer.ts', `import { x } from '../routing/next.ts'`],
    ['relative out of a kernel part', 'src/kernel/db/pool.ts', `import { x } from '../log/fields.ts'`],
    ['relative from test to src', 'test/laws/holder.test.ts', `import { x } from '../../src/bot/answer.ts'`],
    ['relative from a test beside the code', 'src/bot/answer.test.ts', `import { x } from '../routing/next.ts'`],
    ['out of src', 'src/people/brand.ts', `import { x } from '../../world/clock.ts'`],
    ['test support outside a test', 'src/people/brand.ts', `import { x } from '../../test/support/app.ts'`],
    ['deep', 'src/bot/answer.ts', `import { x } from '#people/brand'`],
    ['deep into the kernel', 'src/bot/answer.ts', `import { x } from '#kernel/db/pool'`],
    ['the kernel as a whole', 'src/bot/answer.ts', `import { x } from '#kernel'`],
    ['upward', 'src/people/brand.ts', `import { x } from '#bot'`],
    ['upward in a test', 'src/people/brand.test.ts', `import { x } from '#bot'`],
    ['upward out of the kernel', 'src/kernel/events/event.ts', `import { x } from '#people'`],
    ['sideways', 'src/channels/deliver.ts', `import { x } from '#routing'`],
    ['sideways by contract', 'src/channels/deliver.ts', `import { x } from '#routing/contract'`],
    ['import type', 'src/channels/deliver.ts', `import type { X } from '#routing'`],
    ['a type in place', 'src/channels/deliver.ts', `type X = import('#routing').X`],
    ['dynamic', 'src/channels/deliver.ts', `await import('#routing')`],
    ['dynamic in a template', 'src/channels/deliver.ts', 'await import(`#routing`)'],
    ['dynamic and computed', 'src/channels/deliver.ts', 'await import(name)'],
    ['re-export', 'src/channels/index.ts', `export * from '#routing'`],
    ['named re-export', 'src/channels/index.ts', `export type { X } from '#routing'`],
    ['for its effect', 'src/channels/index.ts', `import '#routing'`],
    ['require', 'src/channels/index.ts', `const x = require('#routing')`],
    [
      'a worker of another module',
      'src/channels/index.ts',
      `new Worker(new URL('../routing/worker.ts', import.meta.url))`,
    ],
    ['widening what lies above', 'src/people/tables.ts', `declare module '#bot' { interface X {} }`],
    ['a folder on no floor', 'src/billing/index.ts', `import { x } from '#people'`],
    ['server code in a browser', 'src/surfaces/console/app.tsx', `import { x } from '#people/contract'`],
    ['a door in a browser', 'src/surfaces/widget/app.tsx', `import type { X } from '#people'`],
    ['node in a browser', 'src/surfaces/console/app.tsx', `import { join } from 'node:path'`],
    ['one surface in another', 'src/surfaces/console/app.tsx', `import { x } from '../widget/app.tsx'`],
    ['the server side in a browser', 'src/surfaces/portal/browser/main.ts', `import { x } from '../page.ts'`],
    ['a browser in the server side', 'src/surfaces/module.ts', `import { x } from './console/app.tsx'`],
    ['the world looking in', 'world/main.ts', `import { x } from '#people'`],
  ])('%s', (_, path, text) => expect(plant(path, text)).toHaveLength(1))
})

describe('what is allowed stays allowed', () => {
  test.each<[string, string]>([
    ['src/bot/answer.ts', `import { x } from '#people'`],
    ['src/bot/answer.ts', `import { x } from './ideas/x.ts'`],
    ['src/people/tables.ts', `declare module '#kernel/db' { interface X {} }`],
    ['src/people/brand.test.ts', `import { startApp } from '../../test/support/app.ts'`],
    ['src/app.ts', `import { openBot } from '#bot'`],
    ['src/cli/doctor.ts', `import { buildApp } from '../app.ts'`],
    ['src/surfaces/console/app.tsx', `import type { X } from '#people/contract'`],
    ['src/surfaces/console/app.tsx', `import { x } from '../shared/client.ts'`],
    ['src/surfaces/portal/page.ts', `import { x } from '#knowledge'`],
    ['test/laws/holder.test.ts', `import { x } from '#bot'`],
    ['world/main.ts', `import type { X } from '#people/contract'`],
  ])('%s: %s', (path, text) => expect(plant(path, text)).toEqual([]))
})

describe('planted bad habits fall', () => {
  test.each<[string, string]>([
    ['too long', 'const a = 1\n'.repeat(401)],
    ['ts-ignore', '// @ts-ignore\nconst a: string = 1'],
    ['ts-nocheck', '/* @ts-nocheck */'],
    ['an expected error outside a test', '// @ts-expect-error\nconst a: string = 1'],
    ['left for later', '// TODO: later'],
    ['to be mended', '/** FIXME */'],
    ['lint switched off for a file', '// biome-ignore-all lint: no'],
  ])('%s', (_, text) => expect(habitsBroken({ path: 'src/people/brand.ts', text })).toHaveLength(1))
  test('in words they are only words', () =>
    expect(habitsBroken({ path: 'src/people/brand.ts', text: `const todo = 'TODO @ts-ignore'` })).toEqual([]))
})
