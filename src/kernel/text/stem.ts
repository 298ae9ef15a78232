import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as romanian } from '@orama/stemmers/romanian'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemArabic } from './arabic.ts'
import { irregular } from './irregular.ts'
import { stemPolish } from './polish.ts'
import { stopWords } from './stop-words.ts'
import { fold, type Word, words } from './tokens.ts'

/** Snowball's rules know accents, ours work on folded words. */
const snowball = new Map<string, (word: string) => string>([
  ['en', english],
  ['fr', french],
  ['nl', dutch],
  ['es', spanish],
  ['ro', romanian],
])
const light = new Map<string, (word: string) => string>([
  ['pl', stemPolish],
  ['ar', stemArabic],
])

export const stemmedLanguages: readonly string[] = [...snowball.keys(), ...light.keys()]

/**
 * The stems a word is found by: one, or two where its accents make a difference (`cancelación`: `cancel` as it is written,
 * `cancelacion` as many type it). The folded word itself in a language without a stemmer, and when it holds a digit.
 */
export function stemsOf(lang: string, { written, folded }: Word): readonly string[] {
  if (/\p{N}/u.test(folded)) return [folded]
  const exception = irregular(lang, folded)
  if (exception !== undefined) return [exception]
  const ours = light.get(lang)
  if (ours !== undefined) return [ours(folded)]
  const stemmer = snowball.get(lang)
  if (stemmer === undefined) return [folded]
  const stems = new Set([stemmer(folded) || folded])
  if (written !== folded) stems.add(fold(stemmer(written)) || folded)
  return [...stems]
}

/** The stems of a text in reading order, without stop words. The same on every database, since it is done here. */
export function stem(lang: string, text: string): string[] {
  return contentWords(lang, text).flatMap((word) => stemsOf(lang, word))
}

export function contentWords(lang: string, text: string): Word[] {
  const stop = stopWords(lang)
  return words(text).filter((word) => !stop.has(word.folded))
}
