import { findPersonal } from '#kernel/text'

/** A text without what is somebody's, and how to put that back. */
export interface Emptied {
  text: string
  /** How many places there are; each is `⟦n⟧`, n from 1. */
  places: number
  /** Null when a place was lost or one is there that never was: then the answer is of another text. */
  fill(translated: string): string | null
}

const LINK = /https?:\/\/[^\s<>"']+/g
const PLACE = /⟦(\d{1,4})⟧/g
/** Shorter ones are words of a language, too. */
const SHORTEST_NAME = 3

/**
 * Takes out numbers and addresses of people, links (they may open something) and these names before a text leaves the house.
 * The same piece is the same place, wherever it stands.
 */
export function emptied(said: string, { lang, names }: { lang: string | null; names: readonly string[] }): Emptied {
  const pieces: string[] = []
  const placeOf = (piece: string): string => {
    const known = pieces.indexOf(piece)
    return `⟦${(known < 0 ? pieces.push(piece) : known + 1).toString()}⟧`
  }
  // Whoever writes these signs means no place.
  const plain = said.replaceAll('⟦', '[').replaceAll('⟧', ']')
  let text = plain.replace(LINK, placeOf)
  const found = findPersonal(text.replace(PLACE, ' '), lang ?? undefined).map((one) => one.text)
  for (const piece of found.toSorted((one, other) => other.length - one.length))
    text = text.replaceAll(piece, () => placeOf(piece))
  for (const name of namesIn(names)) text = text.replace(name, placeOf)
  return { text, places: pieces.length, fill: (translated) => filled(translated, pieces) }
}

/** Each whole name, then its parts, as words of their own. */
function namesIn(names: readonly string[]): RegExp[] {
  const parts = names.flatMap((name) => [name.trim(), ...name.trim().split(/\s+/)])
  const worth = [...new Set(parts)].filter((part) => part.length >= SHORTEST_NAME)
  return worth
    .toSorted((one, other) => other.length - one.length)
    .map((part) => {
      const exact = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      return new RegExp(`(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`, 'giu')
    })
}

function filled(translated: string, pieces: readonly string[]): string | null {
  const seen = new Set([...translated.matchAll(PLACE)].map(([, n]) => Number(n)))
  const complete = pieces.every((_, at) => seen.has(at + 1)) && seen.size === pieces.length
  if (!complete) return null
  return translated.replace(PLACE, (_, n) => pieces[Number(n) - 1] ?? '')
}
