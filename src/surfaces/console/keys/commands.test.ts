import { expect, test } from 'vitest'
import { type CommandSpec, commands } from './commands.ts'

const twice = (specs: Readonly<Record<string, CommandSpec>>): string[] => {
  const keys = Object.values(specs).map((spec) => spec.keys)
  return keys.filter((key, n) => keys.indexOf(key) !== n)
}

test('no key means two things', () => {
  expect(twice({ a: { keys: 'shift+E', group: 'move' }, b: { keys: 'shift+E', group: 'go' } })).toEqual(['shift+E'])
  expect(twice(commands)).toEqual([])
})
