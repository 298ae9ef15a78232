import type { AgentId } from '#kernel/ids'
import { type Able, type Demand, fits } from './queue.ts'

/** Work that waits in one queue, in the order in which it should be given. */
export interface Waiting {
  id: string
  lang: string | null
  slots: number
  /** Who gave it back or let it lie. */
  passed: readonly AgentId[]
  /** Nobody else may be given it yet. */
  keptFor?: AgentId | null
}
/** Somebody who takes work now, with what they hold. */
export interface Free extends Able {
  load: number
  capacity: number
  /** Milliseconds since the epoch: since when they are there for work. */
  since: number
}
export interface Pair<One extends Free = Free> {
  item: Waiting
  agent: One
  /** How many there were who fit and had room. */
  among: number
}

/**
 * The first of the waiting that somebody who is free may have, and who of them: the largest share of room left, of equals who has been
 * there longest. Nobody gets more than they have room for; work that fits nobody holds up none behind it.
 */
export function pair<One extends Free>(
  waiting: readonly Waiting[],
  people: readonly One[],
  demand: Demand,
): Pair<One> | undefined {
  for (const item of waiting) {
    const able = people.filter((one) => mayHave(item, one, demand))
    const [first, ...others] = able
    if (first === undefined) continue
    const agent = others.reduce((kept, one) => (comesBefore(one, kept) ? one : kept), first)
    return { item, agent, among: able.length }
  }
  return undefined
}

const mayHave = ({ slots, passed, lang, keptFor = null }: Waiting, one: Free, demand: Demand): boolean =>
  one.load + slots <= one.capacity &&
  !passed.includes(one.id) &&
  (keptFor === null || keptFor === one.id) &&
  fits(demand, lang, one)

const comesBefore = (one: Free, other: Free): boolean => {
  const [mine, theirs] = [one.load / one.capacity, other.load / other.capacity]
  return mine === theirs ? one.since < other.since : mine < theirs
}
