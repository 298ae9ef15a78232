import { contentWords, fold, stemsOf, words } from '#kernel/text'

/** How often each thing occurs. */
export type Bag = Map<string, number>
/** A word of a question with all the stems it may be found by. */
export type Token = readonly string[]

/** The words that mean something; all of them when none does. */
export function tokensOf(lang: string, text: string): Token[] {
  const telling = contentWords(lang, text)
  return (telling.length > 0 ? telling : words(text)).map((word) => stemsOf(lang, word))
}

/** Words folded and joined by one space: equal when two people typed the same. */
export const foldedOf = (text: string): string =>
  words(fold(text))
    .map((word) => word.folded)
    .join(' ')

const GRAM_SIZES = [3, 4]

/** Pieces of three and four signs of its words, with their beginnings and ends: they forgive typing mistakes and know compounds. */
export function gramsOf(text: string): Bag {
  const grams: Bag = new Map()
  for (const { folded } of words(text)) {
    const padded = ` ${folded} `
    for (const size of GRAM_SIZES) {
      for (let at = 0; at + size <= padded.length; at++) count(grams, padded.slice(at, at + size), 1)
    }
  }
  return grams
}

export const stemsIn = (lang: string, text: string): string[] => tokensOf(lang, text).flat()

export const count = (bag: Bag, what: string, by: number): void => void bag.set(what, (bag.get(what) ?? 0) + by)

/** Saying it ten times is not ten times as much. */
export const damped = (bag: Bag): Bag => new Map([...bag].map(([what, n]) => [what, 1 + Math.log(n)]))
