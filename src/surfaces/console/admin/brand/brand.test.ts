import { expect, test } from 'vitest'
import { newBrand, slugOf, tidy } from './brand.ts'

test.each([
  ['Ondelle', 'ondelle'],
  ['Ondé Mobile', 'onde-mobile'],
  ['  4G für Alle! ', 'g-fur-alle'],
  ['خط', ''],
  ['a'.repeat(60), 'a'.repeat(31)],
])('the address of "%s" is "%s"', (name, slug) => expect(slugOf(name)).toBe(slug))

test('only texts of languages that are spoken, and not empty ones, are kept', () => {
  const { draft } = newBrand('en')
  const kept = tidy({
    ...draft,
    name: ' Lumo ',
    languages: ['fr'],
    greeting: { en: 'Hello', fr: 'Bonjour' },
    legal: { fr: ' ' },
  })
  expect(kept).toMatchObject({ name: 'Lumo', greeting: { fr: 'Bonjour' }, legal: {} })
})
