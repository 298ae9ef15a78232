import type { AgentId, QueueId } from '#kernel/ids'
import type { Advisor } from './replay.ts'
import type { Span, Taken } from './taken.ts'

/** Where nothing was ever taken, so long is needed. */
const USUAL_MS = 10 * 60_000

export interface Staffing {
  advisors: Advisor[]
  /** For how long each taken thing kept its advisor from the next, by its id, in milliseconds. */
  needs: ReadonlyMap<string, number>
  /** The usual one of a queue, for what nobody took. */
  usual(queue: string): number
}

/** Who was there on a day, which queues they worked, and how long it took them: all from what they really took. */
export function staffingOf(
  taken: readonly Taken[],
  there: ReadonlyMap<AgentId, readonly Span[]>,
  dayEnds: number,
): Staffing {
  const needs = new Map<string, number>()
  const advisors: Advisor[] = []
  for (const [agent, all] of Map.groupBy(taken, (one) => one.agent)) {
    const mine = all.toSorted((a, b) => a.at - b.at)
    const spans = spansFor(mine, there.get(agent) ?? [], dayEnds)
    for (const [n, one] of mine.entries()) needs.set(one.id, keptFor(one, mine[n + 1], spans, dayEnds))
    advisors.push({ id: agent, queues: new Set<string>(mine.map(({ queue }) => queue)), there: spans })
  }
  return { advisors, needs, usual: usualOf(taken, needs) }
}

/** Who took something was there, whatever they said: then from the first to the last of it. */
function spansFor(mine: readonly Taken[], said: readonly Span[], dayEnds: number): readonly Span[] {
  const isSaid = mine.every(({ at }) => said.some(([from, to]) => at >= from && at <= to))
  if (isSaid) return said
  const [first, last] = [mine[0], mine.at(-1)]
  return first === undefined || last === undefined
    ? []
    : [[Math.min(first.at, first.ended ?? first.at), Math.min(last.ended ?? dayEnds, dayEnds)]]
}

/** Until they took what was waiting when they were done with it, or, with nothing waiting, until they were done. */
function keptFor(one: Taken, next: Taken | undefined, there: readonly Span[], dayEnds: number): number {
  const goes = there.find(([from, to]) => one.at >= from && one.at <= to)?.[1] ?? dayEnds
  const done = Math.min(one.ended ?? goes, goes, dayEnds)
  const free = next !== undefined && next.since <= done && next.at <= goes ? next.at : done
  return Math.max(0, free - one.at)
}

function usualOf(taken: readonly Taken[], needs: ReadonlyMap<string, number>): (queue: string) => number {
  const lengths = (some: readonly Taken[]) => some.map(({ id }) => needs.get(id) ?? 0)
  const all = middle(lengths(taken)) ?? USUAL_MS
  const byQueue = new Map<string, number>()
  for (const [queue, some] of Map.groupBy(taken, (one): QueueId => one.queue))
    byQueue.set(queue, middle(lengths(some)) ?? all)
  return (queue) => byQueue.get(queue) ?? all
}

function middle(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}
