/** Letters whose stroke is no separate mark in Unicode, and ligatures. */
const strokes: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ħ: 'h',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
}
/** Arabic letters that are written in two ways for one word, and the stretch. */
const arabic: Readonly<Record<string, string>> = { ة: 'ه', ى: 'ي', ـ: '', ٱ: 'ا', ک: 'ك', ی: 'ي' }

/** Most words of most languages: there is nothing to take off them. */
const PLAIN = /^[\x20-\x7e]*$/

/** Lower case without accents, harakat or stretches: how a word is compared, however it was typed. */
export const fold = (text: string): string =>
  PLAIN.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .toLowerCase()
        .replace(/\p{M}+/gu, '')
        .replace(/[łđøħßæœıþð]/g, (letter) => strokes[letter] ?? letter)
        .replace(/[ةىـٱکی]/g, (letter) => arabic[letter] ?? letter)

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu
const REFERENCE = /[\p{L}\p{N}]+(?:[-_/.][\p{L}\p{N}]+)+/gu
const LONGEST_WORD = 64

export interface Word {
  /** As it is written, in lower case: stemmers know accents. */
  written: string
  folded: string
}

/** The words of a text, in order. `l'abonnement` is two. */
export function words(text: string): Word[] {
  const found: Word[] = []
  for (const word of text.normalize('NFC').match(WORD) ?? []) {
    const folded = fold(word)
    if (folded !== '' && folded.length <= LONGEST_WORD) found.push({ written: word.toLowerCase(), folded })
  }
  return found
}

/** What is looked for whole: `INV-2026/0012` as `inv20260012`, so that it is found however its parts are joined. */
export function references(text: string): string[] {
  const found: string[] = []
  for (const reference of text.match(REFERENCE) ?? []) {
    const folded = fold(reference).replace(/[-_/.]/g, '')
    if (/\d/.test(folded) && folded.length <= LONGEST_WORD) found.push(folded)
  }
  return found
}
