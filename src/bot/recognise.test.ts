import { describe, expect, test } from 'vitest'
import { normal } from './normal.ts'
import { readPhrases } from './phrases.ts'
import { earOf, isButton, means } from './recognise.ts'

const all = readPhrases()
const kinds = ['greeting', 'thanks', 'goodbye', 'person', 'bot', 'yes', 'no', 'alarm'] as const
const earFor = (lang: string) => {
  const phrases = all.get(lang)
  if (phrases === undefined) throw new Error(`no words in ${lang}`)
  return earOf(phrases)
}

test('the seven languages are there', () =>
  expect([...all.keys()].sort()).toEqual(['ar', 'en', 'es', 'fr', 'nl', 'pl', 'ro']))

describe.each([...all])('%s', (lang, phrases) => {
  test.each(kinds)('%s: each phrase is recognised, however it is typed', (meaning) => {
    const ear = earOf(phrases)
    const heard = (phrase: string) => means(ear, meaning, phrase) && means(ear, meaning, `${phrase.toUpperCase()} !!`)
    expect(phrases.recognise[meaning].filter((phrase) => !heard(phrase))).toEqual([])
  })
  test('buttons are recognised by their labels', () => {
    expect(isButton(all, [lang], 'person', phrases.button.person)).toBe(true)
    expect(isButton(all, [lang], 'yes', phrases.button.person)).toBe(false)
  })
  test('a courtesy or a question is no alarm', () => {
    const calm = [
      ...phrases.recognise.greeting,
      ...phrases.recognise.thanks,
      ...phrases.recognise.yes,
      ...phrases.recognise.person,
    ]
    expect(calm.filter((text) => means(earOf(phrases), 'alarm', text))).toEqual([])
  })
})

describe('what is asked for within a sentence', () => {
  test.each([
    ['en', 'person', 'hello, could i talk to a person please, thanks', true],
    ['en', 'person', 'my agent told me my bill is wrong', false],
    ['en', 'person', 'hi, agent', true],
    ['en', 'greeting', 'hello my bill is too high', false],
    ['en', 'alarm', 'if this is not fixed by tomorrow you will hear from my lawyer', true],
    ['fr', 'person', 'je veux parler à quelqu’un svp', true],
    ['ar', 'greeting', 'أَهْلًا', true],
    ['ar', 'thanks', 'شكراً', true],
  ] as const)('%s %s: %s', (lang, meaning, text, expected) => expect(means(earFor(lang), meaning, text)).toBe(expected))
})

test('normal forms', () => {
  expect(normal('  Où EST-il ?! ')).toBe('ou est il')
  expect(normal('أهلًا')).toBe(normal('اهلا'))
})
