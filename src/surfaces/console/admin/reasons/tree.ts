import type { Disposition } from '../../state/directory.ts'

export interface Line extends Disposition {
  depth: number
  /** Itself or one above it is not offered any more. */
  resting: boolean
  /** Its place among those under the same one, and how many those are. */
  place: number
  of: number
}

/** The tree as lines, each under what it belongs to. */
export function linesOf(all: readonly Disposition[]): Line[] {
  const walk = (parent: string | null, depth: number, resting: boolean): Line[] => {
    const siblings = all.filter((each) => each.parent === parent)
    return siblings.flatMap((each, n) => {
      const rests = resting || each.retired
      const line = { ...each, depth, resting: rests, place: n, of: siblings.length }
      return [line, ...walk(each.id, depth + 1, rests)]
    })
  }
  return walk(null, 0, false)
}

/** Where a reason can stand: nowhere below itself, and not under another brand's. */
export function parentsFor(all: readonly Disposition[], brand: string | null, id: string | null): Line[] {
  const under = (line: Disposition): boolean => {
    if (line.id === id) return true
    const above = all.find((each) => each.id === line.parent)
    return above === undefined ? false : under(above)
  }
  return linesOf(all).filter(
    (line) => line.depth < 3 && !line.resting && (line.brand === null || line.brand === brand) && !under(line),
  )
}
