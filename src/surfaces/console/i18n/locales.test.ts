import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { wordsOf } from './words.tsx'

const folder = new URL('../../../../locales/console/', import.meta.url)
const languages = readdirSync(folder).map((file) => file.replace('.json', ''))
const messages = (lang: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`${lang}.json`, folder), 'utf8'))
const english = messages('en')

type Ast = ReturnType<IntlMessageFormat['getAst']>
const names = (nodes: Ast): string[] =>
  nodes.flatMap((node) => {
    if (!('value' in node) || node.type === 0) return []
    return [
      String(node.value),
      ...('options' in node ? Object.values(node.options).flatMap((option) => names(option.value)) : []),
    ]
  })
const placeholders = (text: string, lang: string): string[] =>
  [...new Set(names(new IntlMessageFormat(text, lang).getAst()))].sort()

test('what lies in the folder is what is spoken', () => {
  expect(languages.sort()).toEqual(['ar', 'en', 'es', 'fr', 'nl', 'pl', 'ro'])
})

describe.each(languages)('%s', (lang) => {
  const own = messages(lang)
  test('has the keys of English, none empty', () => {
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort())
    expect(Object.values(own).every((text) => text.trim() !== '')).toBe(true)
  })
  test('has the values of English in each message', () => {
    for (const [key, text] of Object.entries(own)) {
      expect({ key, names: placeholders(text, lang) }).toEqual({ key, names: placeholders(english[key] ?? '', 'en') })
    }
  })
  test('blames nobody and does not shout', () => {
    expect(Object.entries(own).filter(([, text]) => /[!¡]|oops/i.test(text))).toEqual([])
  })
})

/** Keys written in the code as they are; those made of parts are seen on the screens. */
function keysInCode(): string[] {
  const root = new URL('../', import.meta.url)
  const files = readdirSync(root, { recursive: true }).map(String)
  const sources = files
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
  return sources.flatMap((source) => [...source.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key = '']) => key))
}
test('every key the code asks for is written', () => {
  const asked = keysInCode()
  expect(asked.length).toBeGreaterThan(200)
  expect(asked.filter((key) => english[key] === undefined)).toEqual([])
})

test('a language is data: another one needs no code', () => {
  const words = wordsOf('cy', { 'bot.turns': 'Bot, {n, plural, other {# tro}}' })
  expect([words.t('bot.turns', { n: 3 }), words.dir]).toEqual(['Bot, 3 tro', 'ltr'])
  expect(wordsOf('ar', {}).dir).toBe('rtl')
})
