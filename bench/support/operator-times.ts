import { at } from './figures.ts'

export const waits = ['open', 'reply', 'write', 'reply-shown', 'write-shown'] as const
export type Wait = (typeof waits)[number]
/** Null: it did not happen. */
export type Shares = readonly [p50: number | null, p95: number | null, p99: number | null]

/** How long everything took, as those who waited for it saw it, in milliseconds. */
export interface Told {
  waits: Record<Wait, Shares>
  /** Samples of each. */
  counted: Record<Wait, number>
  requests: number
  /** Answered by nothing, by "later", or by an error of the server. */
  failed: number
  /** Panels beside a conversation that took longer than they may and were left out. */
  latePanels: number
  /** Turns of advisors with nobody to answer. */
  idle: number
  /** Console streams that ended and were opened again. */
  lost: number
  customers: number
}

export interface Times {
  note(what: Wait, ms: number): void
  /** A message leaves; the other side that sees its id first ends the wait. Its writer's own windows see it, too. */
  sent(id: string, what: Wait): void
  seen(id: string, what: Wait): void
  count(what: keyof ReturnType<typeof noCounts>): void
  /** From here on. */
  reset(): void
  told(): Told
}

const noCounts = () => ({ requests: 0, failed: 0, latePanels: 0, idle: 0, lost: 0, customers: 0 })

export function openTimes(): Times {
  const under = new Map<string, { began: number; what: Wait }>()
  const all = Object.fromEntries(waits.map((what) => [what, []])) as unknown as Record<Wait, number[]>
  const counts = noCounts()
  const each = <T>(of: (list: number[]) => T) =>
    Object.fromEntries(waits.map((what) => [what, of(all[what])])) as Record<Wait, T>
  return {
    note: (what, ms) => void all[what].push(ms),
    sent: (id, what) => void under.set(id, { began: performance.now(), what }),
    seen(id, what) {
      const sent = under.get(id)
      if (sent?.what !== what) return
      under.delete(id)
      all[what].push(performance.now() - sent.began)
    },
    count: (what) => void counts[what]++,
    reset() {
      under.clear()
      for (const what of waits) all[what].length = 0
      Object.assign(counts, noCounts())
    },
    told: () => ({
      waits: each((list) => [of(list, 0.5), of(list, 0.95), of(list, 0.99)] as const),
      counted: each((list) => list.length),
      ...counts,
    }),
  }
}

const of = (list: readonly number[], share: number): number | null => (list.length === 0 ? null : at(list, share))
