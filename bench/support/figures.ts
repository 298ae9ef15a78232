/** The middle one; of an even number the upper of the two. */
export const median = (numbers: readonly number[]): number => at(numbers, 0.5)

/** The value below which this share of them lies. */
export function at(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** One line of the table: ours, what it is held against, and how much of what is required that is (1 or more is enough). */
export interface Figure {
  claim: string
  ours: string
  limit: string
  ratio: number
}

/** A claim of "ours ÷ theirs ≥ required", from rounds in which both sides alternated. */
export function ratioFigure(
  claim: string,
  pairs: readonly (readonly [ours: number, theirs: number])[],
  { unit, required, detail = '' }: { unit: string; required: number; detail?: string },
): Figure {
  const ratio = median(pairs.map(([ours, theirs]) => ours / theirs))
  const all = pairs.map(([ours, theirs]) => (ours / theirs).toFixed(2)).join(' ')
  return {
    claim,
    ours: `${round(median(pairs.map(([ours]) => ours)))} ${unit}${detail === '' ? '' : ` (${detail})`}`,
    limit: `${round(median(pairs.map(([, theirs]) => theirs)))} ${unit}; ratio ≥ ${required}, measured ${ratio.toFixed(2)} (${all})`,
    ratio: ratio / required,
  }
}

const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1))

export function printFigures(figures: readonly Figure[]): void {
  console.log('| claim | ours | limit | of what is required |\n|---|---|---|---|')
  for (const { claim, ours, limit, ratio } of figures)
    console.log(`| ${claim} | ${ours} | ${limit} | ${ratio.toFixed(2)} |`)
}
