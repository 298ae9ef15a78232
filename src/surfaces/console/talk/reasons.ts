import type { Disposition } from '../state/directory.ts'

export interface Reason {
  id: string
  /** From the trunk to the leaf. */
  path: readonly Disposition[]
}

/** What a conversation of a brand can be solved with: the ends of the branches that are in use, in the tree's order. */
export function reasonsOf(all: readonly Disposition[], brand: string): Reason[] {
  const ours = all.filter((each) => (each.brand === null || each.brand === brand) && !each.retired)
  const walk = (above: readonly Disposition[]): Reason[] => {
    const under = ours.filter((each) => each.parent === (above.at(-1)?.id ?? null))
    const [end] = above.slice(-1)
    if (under.length === 0 && end !== undefined) return [{ id: end.id, path: above }]
    return under.flatMap((each) => walk([...above, each]))
  }
  return walk([])
}
