import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { directionOf, sentence, type Values } from './shared/sentence.ts'

const LOCALES = join(import.meta.dirname, '../../locales')

export type Messages = Readonly<Record<string, string>>
export interface Words {
  lang: string
  dir: 'ltr' | 'rtl'
  messages: Messages
  /** The sentence of a key; a key nobody wrote is shown as it is, so that it is noticed. */
  t(key: string, values?: Values): string
}

/** The sentences of a surface in every language somebody has put a file for. */
export function readWords(surface: 'portal' | 'widget'): (lang: string) => Words {
  const folder = join(LOCALES, surface)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const all = new Map(files.map((name) => [name.slice(0, -5), read(join(folder, name))]))
  const english = all.get('en') ?? {}
  return (lang) => wordsIn(lang, all.get(lang) ?? all.get(lang.split('-', 1)[0] ?? '') ?? english)
}

const read = (path: string): Messages => {
  const text = readFileSync(path, 'utf8')
  return JSON.parse(path.endsWith('/fr.json') ? unbroken(text) : text)
}

/** French sets a space before its high signs: one that no line may break at. */
const unbroken = (text: string): string => text.replace(/ (?=[:;!?»])/g, '\u00a0').replace(/« /g, '«\u00a0')

const wordsIn = (lang: string, messages: Messages): Words => ({
  lang,
  dir: directionOf(lang),
  messages,
  t: (key, values) => sentence(messages[key] ?? key, lang, values),
})
