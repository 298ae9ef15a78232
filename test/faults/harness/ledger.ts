/** One thing that was said. Its number is its text, so that it is found again wherever it went. */
export interface Entry {
  readonly n: number
  readonly conversation: string
  /** When it was first tried; milliseconds of the monotonic clock. */
  readonly since: number
  acknowledged: boolean
  /** From the first try to the acknowledgement. */
  ms: number
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
      const entry = { n: entries.length + 1, conversation, since: performance.now(), acknowledged: false, ms: 0 }
      entries.push(entry)
      return entry
    },
    check: (shown) => {
      const acknowledged = entries.filter((entry) => entry.acknowledged)
      const places = new Map([...shown].map(([conversation, list]) => [conversation, new Set(list)]))
      const lists = [...shown.values()]
      return {
        acknowledged: acknowledged.length,
        lost: acknowledged.filter(({ n, conversation }) => !places.get(conversation)?.has(n)).length,
        doubled: lists.reduce((sum, list) => sum + list.length - new Set(list).size, 0),
        outOfOrder: lists.reduce((sum, list) => sum + unsorted(list), 0),
      }
    },
  }
}

export function acknowledge(entry: Entry): void {
  entry.acknowledged = true
  entry.ms = performance.now() - entry.since
}

export const unsorted = (list: readonly number[]): number =>
  list.filter((n, at) => at > 0 && n < (list[at - 1] ?? 0)).length

export const sumOf = (verdicts: readonly Verdict[]): Verdict => {
  const sum = (name: keyof Verdict): number => verdicts.reduce((all, one) => all + one[name], 0)
  return {
    acknowledged: sum('acknowledged'),
    lost: sum('lost'),
    doubled: sum('doubled'),
    outOfOrder: sum('outOfOrder'),
  }
}

/** What a customer says, and what is answered. */
export type Word = 'message' | 'answer'
export const textOf = ({ n }: Pick<Entry, 'n'>, word: Word = 'message'): string => `${word} number ${n}`
/** The number in a text; null when the text is nobody's of ours. */
export const numberIn = (text: string, word: Word = 'message'): number | null => {
  const found = new RegExp(`^${word} number (\\d+)$`).exec(text.trim())?.[1]
  return found === undefined ? null : Number(found)
}
