import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { digitsOf, sentence } from './sentence.ts'

const languages = ['en', 'fr', 'nl', 'es', 'pl', 'ro', 'ar']
const messages = (surface: string, lang: string): [string, string][] =>
  Object.entries(JSON.parse(readFileSync(new URL(`../../../locales/${surface}/${lang}.json`, import.meta.url), 'utf8')))

const counts = [0, 1, 2, 3, 5, 11, 21, 100, 1_234]
const namesIn = (source: string): string[] => [...source.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name)

test.each(languages)('says every sentence of %s as the full ICU formatter does', (lang) => {
  const all = [...messages('widget', lang), ...messages('portal', lang)]
  expect(all.length).toBeGreaterThan(200)
  for (const [key, source] of all) {
    for (const count of counts) {
      const values = Object.fromEntries(namesIn(source).map((name) => [name, count]))
      expect(sentence(source, lang, values), key).toBe(new IntlMessageFormat(source, digitsOf(lang)).format(values))
    }
  }
})

test('leaves what is given as it is: braces and number signs of a customer are text', () => {
  expect(sentence('No {what} for {query}', 'en', { what: '#1', query: '{what}' })).toBe('No #1 for {what}')
})
