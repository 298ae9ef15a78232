import { expect, test } from 'vitest'
import { expectField, forgetAhead, takenAhead } from './type-ahead.ts'

const press = (key: string, at: number, held: readonly string[] = []): boolean =>
  takenAhead({
    key,
    timeStamp: at,
    ctrlKey: held.includes('Control'),
    metaKey: held.includes('Meta'),
    getModifierState: (name) => held.includes(name),
    preventDefault: () => {},
  })

test('what is typed while a field comes is text, and not a command', () => {
  expectField(0)
  expect(['n', 'Shift', 'S', 'Backspace', 'Enter'].map((key) => press(key, 100))).toEqual([
    true,
    false,
    true,
    true,
    true,
  ])
})
test('an @ that a layout makes with Control and Alt is text', () => {
  expectField(0)
  expect(press('@', 100, ['Control', 'Alt', 'AltGraph'])).toBe(true)
})
test.each([
  ['a key of no text', 'Escape', []],
  ['a shortcut', 'k', ['Control']],
])('%s ends it', (_, key, held) => {
  expectField(0)
  expect(press(key, 100, held)).toBe(false)
  expect(press('n', 200)).toBe(false)
})
test('a field that does not come takes the letters for three seconds, and no longer', () => {
  expectField(0)
  expect([press('n', 3_000), press('n', 3_001), press('n', 3_002)]).toEqual([true, false, false])
})
test('a field that will not come takes none', () => {
  expectField(0)
  forgetAhead()
  expect(press('n', 1)).toBe(false)
})
