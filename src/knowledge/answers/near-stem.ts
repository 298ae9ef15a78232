const SHORTEST = 4
const LONG = 8

/**
 * The known stems that `stem` may have been meant for: one typing mistake in a word of four signs or more, two in a long one,
 * or a compound that begins with a known word.
 */
export function nearStems(stem: string, known: Iterable<string>): string[] {
  if (stem.length < SHORTEST || /\d/.test(stem)) return []
  const most = stem.length >= LONG ? 2 : 1
  const near: string[] = []
  for (const other of known) {
    if (other.length < SHORTEST) continue
    if (begins(stem, other) || (Math.abs(other.length - stem.length) <= most && distance(stem, other, most) <= most))
      near.push(other)
  }
  return near
}

const begins = (a: string, b: string): boolean =>
  a.length < b.length ? b.startsWith(a) && a.length >= 5 : a.startsWith(b) && b.length >= 5

/** Edits (insert, delete, replace, swap of neighbours) from a to b; anything above `most` is `most + 1`. */
export function distance(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row.push(cheapest(a, b, i, j, before, last, row))
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[b.length] ?? most + 1
}

function cheapest(a: string, b: string, i: number, j: number, before: number[], last: number[], row: number[]): number {
  const at = (list: number[], place: number) => list[place] ?? Number.POSITIVE_INFINITY
  const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
  const swapped =
    i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY
  return Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swapped)
}
