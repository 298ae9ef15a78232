import { stemsOf, words } from '#kernel/text'

const BEFORE = 50
const LENGTH = 160
const LOOKED_AT = 20_000

/** About 160 signs of a text around the first word that was looked for; its beginning when none is near. Plain text. */
export function snippet(text: string, lang: string, q: string): string {
  const wanted = new Set(words(q).flatMap((word) => [word.folded, ...stemsOf(lang, word)]))
  const from = Math.max(0, firstOf(text.slice(0, LOOKED_AT), lang, wanted) - BEFORE)
  const begin = from === 0 ? 0 : from + (/\s/.exec(text.slice(from, from + BEFORE))?.index ?? -1) + 1
  const part = text
    .slice(begin, begin + LENGTH)
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
  return `${begin > 0 ? '… ' : ''}${part}${begin + LENGTH < text.length ? ' …' : ''}`
}

function firstOf(text: string, lang: string, wanted: ReadonlySet<string>): number {
  for (const { index, 0: written } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)) {
    const [word] = words(written)
    if (word !== undefined && (wanted.has(word.folded) || stemsOf(lang, word).some((stem) => wanted.has(stem))))
      return index
  }
  return 0
}
