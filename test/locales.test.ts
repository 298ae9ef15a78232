import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'

const languages = ['en', 'fr', 'nl', 'es', 'pl', 'ro', 'ar'] as const
type Language = (typeof languages)[number]
type Ast = ReturnType<IntlMessageFormat['getAst']>

/** French and Spanish use "many" for whole millions only, which no message here counts. */
const unusedCategories: Partial<Record<Language, string[]>> = { fr: ['many'], es: ['many'] }

const json = (path: string): unknown => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))

/** Every string of a file by its dotted path. */
function flatten(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is not a text`)
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key))
}

function ast(text: string, lang: Language): Ast {
  return new IntlMessageFormat(text, lang).getAst()
}

function placeholders(nodes: Ast): string[] {
  const names = nodes.flatMap((node) => {
    if (!('value' in node) || typeof node.value !== 'string' || node.type === 0) return []
    const inner = 'options' in node ? Object.values(node.options).flatMap((option) => placeholders(option.value)) : []
    return [node.value, ...inner]
  })
  return [...new Set(names)].sort()
}

function missingCategories(nodes: Ast, lang: Language): string[] {
  const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories
  return nodes.flatMap((node) => {
    if (!('pluralType' in node)) return []
    const given = Object.keys(node.options)
    return needed.filter((category) => !given.includes(category) && !unusedCategories[lang]?.includes(category))
  })
}

const messages = (file: string, lang: Language): Map<string, string> => {
  const all = json(`${file}/${lang}.json`)
  const said = flatten(all).filter(([key]) => !key.startsWith('recognise.'))
  return new Map(said)
}

describe.each(['locales/widget', 'locales/portal', 'src/bot/phrases', 'src/notices/phrases'])('%s', (file) => {
  const english = messages(file, 'en')

  test.each(languages)('%s has the same keys, none empty', (lang) => {
    const own = messages(file, lang)
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
    expect([...own].filter(([, text]) => text.trim() === '' || text !== text.trim())).toEqual([])
  })

  test.each(languages)('%s parses as ICU with the placeholders of English', (lang) => {
    for (const [key, text] of messages(file, lang)) {
      const expected = placeholders(ast(english.get(key) ?? '', 'en'))
      expect({ key, names: placeholders(ast(text, lang)) }).toEqual({ key, names: expected })
    }
  })

  test.each(languages)('%s gives every plural form its language has', (lang) => {
    const gaps = [...messages(file, lang)].map(([key, text]) => ({
      key,
      missing: missingCategories(ast(text, lang), lang),
    }))
    expect(gaps.filter(({ missing }) => missing.length > 0)).toEqual([])
  })

  test.each(languages)(
    '%s keeps the tone: no exclamation marks, no straight apostrophes that ICU would eat',
    (lang) => {
      expect([...messages(file, lang)].filter(([, text]) => /[!¡']/.test(text))).toEqual([])
    },
  )
})

describe('what the bot recognises', () => {
  const phrases = ['greeting', 'thanks', 'goodbye', 'person', 'bot', 'yes', 'no', 'alarm']
  const kinds = [...phrases, 'done', 'soft', 'around', 'unsettled', 'tried']

  test.each(languages)(
    '%s lists every kind, twenty ways to ask for a person, and no phrase twice in a list',
    (lang) => {
      const { recognise } = json(`src/bot/phrases/${lang}.json`) as { recognise: Record<string, string[]> }
      expect(Object.keys(recognise)).toEqual(kinds)
      expect(recognise.person?.length).toBeGreaterThanOrEqual(20)
      for (const [kind, list] of Object.entries(recognise))
        expect({ kind, size: new Set(list).size }).toEqual({ kind, size: list.length })
    },
  )

  test.each(languages)('%s never reads one phrase as both yes and no', (lang) => {
    const { recognise } = json(`src/bot/phrases/${lang}.json`) as { recognise: Record<string, string[]> }
    expect(recognise.yes?.filter((phrase) => recognise.no?.includes(phrase))).toEqual([])
  })
})
