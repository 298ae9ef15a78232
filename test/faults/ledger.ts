/** One thing said by a customer. Its number is its text, so that it is found again wherever it went. */
export interface Entry {
  readonly n: number
  readonly conversation: string
  acknowledged: boolean
}
export interface Verdict {
  acknowledged: number
  /** Acknowledged, and not there. */
  lost: number
  /** There more than once. */
  doubled: number
  /** After one that was said later in the same conversation. */
  outOfOrder: number
}
export interface Ledger {
  /** Writes down the next number; it counts as said from now on, and as promised once it is acknowledged. */
  next(conversation: string): Entry
  readonly entries: readonly Entry[]
  /** Compares with what a conversation shows, its numbers in the order they stand there. */
  check(shown: ReadonlyMap<string, readonly number[]>): Verdict
}

export function openLedger(): Ledger {
  const entries: Entry[] = []
  return {
    entries,
    next: (conversation) => {
      const entry = { n: entries.length + 1, conversation, acknowledged: false }
      entries.push(entry)
      return entry
    },
    check: (shown) => {
      const acknowledged = entries.filter((entry) => entry.acknowledged)
      const lists = [...shown.values()]
      return {
        acknowledged: acknowledged.length,
        lost: acknowledged.filter(({ n, conversation }) => !shown.get(conversation)?.includes(n)).length,
        doubled: lists.reduce((sum, list) => sum + list.length - new Set(list).size, 0),
        outOfOrder: lists.reduce((sum, list) => sum + unsorted(list), 0),
      }
    },
  }
}

export const unsorted = (list: readonly number[]): number =>
  list.filter((n, at) => at > 0 && n < (list[at - 1] ?? 0)).length

export const textOf = ({ n }: Entry): string => `message number ${n}`
/** The number in a text; null when the text is nobody's of ours. */
export const numberIn = (text: string): number | null => {
  const found = /^message number (\d+)$/.exec(text.trim())?.[1]
  return found === undefined ? null : Number(found)
}
