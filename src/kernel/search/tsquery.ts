import { contentWords, references, stemmedLanguages, stemsOf, type Word, words } from '#kernel/text'
import { quoted } from './vector.ts'

const MOST_WORDS = 12
/** Shorter beginnings fit half of the words there are. */
const SHORTEST_PREFIX = 4

/**
 * What was typed as the text of a tsquery: all words, each by its stems in the language, or in all of ours when it is not said;
 * the last also as a beginning, since it may be half typed. A reference counts however its parts are joined. Null: nothing to look for.
 */
export function tsquery(q: string, lang?: string): string | null {
  const langs = lang === undefined ? stemmedLanguages : [lang]
  const wanted = meaning(q, langs).slice(0, MOST_WORDS)
  if (wanted.length === 0) return null
  const half = /[\p{L}\p{N}]$/u.test(q)
  const all = wanted.map((word, i) => anyOf(word, langs, half && i === wanted.length - 1)).join(' & ')
  const whole = references(q).map(quoted).join(' & ')
  return whole === '' ? all : `(${all}) | (${whole})`
}

/** Without the words that are stop words in one of the languages, unless there is nothing else. */
function meaning(q: string, langs: readonly string[]): Word[] {
  const kept = langs.reduce((left, lang) => left.filter(among(contentWords(lang, q))), words(q))
  return kept.length > 0 ? kept : words(q)
}
const among = (list: readonly Word[]) => {
  const folded = new Set(list.map((word) => word.folded))
  return (word: Word) => folded.has(word.folded)
}

function anyOf(word: Word, langs: readonly string[], half: boolean): string {
  const stems = new Set([word.folded, ...langs.flatMap((lang) => stemsOf(lang, word))])
  const forms = [...stems].map((each) => (half && each.length >= SHORTEST_PREFIX ? `${quoted(each)}:*` : quoted(each)))
  return `(${forms.join(' | ')})`
}
