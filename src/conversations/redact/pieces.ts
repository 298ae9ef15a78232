/** Between digits people put what they like: the same number, closed up. */
const BETWEEN = /[\s\u00a0.\-/]+/g
const MANY_DIGITS = /(?:\d[\s\u00a0.\-/]*){6,}/

/** How the same words may stand elsewhere: as they are, and a number without what stands between its digits. */
export function waysToSay(pieces: readonly string[]): string[] {
  const all = pieces.flatMap((piece) => (MANY_DIGITS.test(piece) ? [piece, piece.replace(BETWEEN, '')] : [piece]))
  // The longest first: what is a part of another must not break it.
  return [...new Set(all)].toSorted((one, other) => other.length - one.length)
}

/** The marked message itself: exactly what was marked goes, also out of the middle of a word. */
export const without = (text: string, pieces: readonly string[], mark: string): string =>
  pieces.reduce((rest, piece) => rest.replaceAll(piece, mark), text)

/** Elsewhere only where it stands as a word of its own: who takes out "Ana" leaves "Anastasia" alone. */
export const withoutWords = (text: string, pieces: readonly string[], mark: string): string =>
  pieces.reduce((rest, piece) => {
    const exact = piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`, 'gu'), mark)
  }, text)
