import { expect, test } from 'vitest'
import { Formats } from './formats.ts'

test('every language is there once, by its name in the reader’s', () => {
  const french = new Formats('fr').languages()
  expect(french).toContainEqual({ id: 'de', label: 'Allemand' })
  expect(french.length).toBeGreaterThan(150)
  expect(new Set(french.map(({ label }) => label)).size).toBe(french.length)
})
test.each([
  ['nl', 'Frans, Nederlands'],
  ['ar', 'Frans، Nederlands'],
])('a list in %s', (lang, said) => expect(new Formats(lang).list(['Frans', 'Nederlands'])).toBe(said))
