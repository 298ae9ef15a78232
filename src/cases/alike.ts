import { contentWords, fold, stemsOf } from '#kernel/text'
import { isCourtesy } from './courtesies.ts'

/** What is known of what a case is about. */
export interface Theme {
  labels: readonly string[]
  subjects: readonly string[]
  /** What the customer wrote first, and in which language. */
  asked: readonly { lang: string; text: string }[]
}

export interface Likeness {
  labels: string[]
  words: string[]
  subject: string | null
}

/** One common word is chance; two are a matter. */
const ENOUGH_WORDS = 2
const SHOWN_WORDS = 5

/** Why two cases look like one, or null. The same two always say the same. */
export function alike(one: Theme, other: Theme): Likeness | null {
  const labels = one.labels.filter((label) => other.labels.includes(label)).sort()
  const subject = one.subjects.find((mine) => other.subjects.some((theirs) => sameSubject(mine, theirs))) ?? null
  const theirs = new Set(wordsIn(other).keys())
  const words = [...wordsIn(one)].filter(([stem]) => theirs.has(stem)).map(([, written]) => written)
  if (labels.length === 0 && subject === null && words.length < ENOUGH_WORDS) return null
  return { labels: [...new Set(labels)], words: words.slice(0, SHOWN_WORDS), subject }
}

/** How sure: a person's label and a chosen subject say more than words. */
export const sureness = ({ labels, words, subject }: Likeness): number =>
  3 * labels.length + (subject === null ? 0 : 2) + words.length

const bare = (subject: string): string => fold(subject.replace(/^(?:\s*(?:re|fwd?|aw|tr|odp|rép)\s*:)+/i, '').trim())
const sameSubject = (one: string, other: string): boolean => bare(one) !== '' && bare(one) === bare(other)

/** Words that say something, by their stem, as they were written. */
function wordsIn({ asked }: Theme): Map<string, string> {
  const found = new Map<string, string>()
  for (const { lang, text } of asked)
    for (const word of contentWords(lang, text))
      if (word.folded.length > 2 && !isCourtesy(word.folded))
        for (const stem of stemsOf(lang, word)) found.set(stem, word.written)
  return found
}
