import { describe, expect, test } from 'vitest'
import { languageFor, textIn } from './languages.ts'

const brand = { languages: ['fr', 'nl', 'pt-BR'] }

describe('languageFor', () => {
  test.each([
    ['nl', 'nl'],
    ['nl-BE', 'nl'],
    ['NL', 'nl'],
    ['pt-PT', 'pt-BR'],
    ['de, nl;q=0.4, pt;q=0.8', 'pt-BR'],
    ['nl;q=0, de', 'fr'],
    ['*', 'fr'],
    ['', 'fr'],
    [['de', 'nl'], 'nl'],
    [null, 'fr'],
    [undefined, 'fr'],
  ])('%j → %s', (wanted, expected) => {
    expect(languageFor(brand, wanted)).toBe(expected)
  })
})

describe('textIn', () => {
  const texts = { nl: 'Hallo', 'pt-BR': 'Olá', ar: 'مرحبا' }
  test('its own language first', () => expect(textIn(texts, brand, 'ar')).toBe('مرحبا'))
  test('another region of it', () => expect(textIn(texts, brand, 'pt-PT')).toBe('Olá'))
  test('then the order of fallback', () => expect(textIn(texts, brand, 'de')).toBe('Hallo'))
  test('then any', () => expect(textIn({ pl: 'Cześć' }, brand, 'de')).toBe('Cześć'))
  test('an empty text is no text', () => expect(textIn({ fr: '', nl: 'Hallo' }, brand, 'fr')).toBe('Hallo'))
  test('nothing written', () => expect(textIn({}, ['fr'], 'fr')).toBe(''))
  test('names of object members are no languages', () => expect(textIn({}, ['constructor'], 'toString')).toBe(''))
})
