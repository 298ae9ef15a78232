import type { Tx } from '#kernel/db'
import type { LaneEvent } from '../stored.ts'
import type { Handler } from './handlers.ts'
import type { Lane } from './lease.ts'
import type { Worker } from './worker.ts'

/** What one handler does at once: with one event, or with all of a batch when it takes many. */
export interface Step {
  name: string
  events: readonly LaneEvent[]
  run(tx: Tx, events: readonly LaneEvent[]): Promise<void>
}

/** A handler's work is done before the next one's begins: each has a cursor of its own, and nobody waits for another's. */
export function* stepsOf(
  worker: Worker,
  who: ReadonlyMap<Lane, readonly string[]>,
  events: readonly LaneEvent[],
  together: boolean,
): Generator<Step> {
  const standing = new Map([...who].map(([lane, names]) => [lane.no, new Set(names)]))
  for (const name of new Set([...who.values()].flat())) {
    const handler = worker.handlers.get(name)
    if (handler === undefined) continue
    const mine = events.filter((event) => handler.runs.has(event.name) && standing.get(event.lane)?.has(name))
    if (together && handler.many !== null) {
      if (mine.length > 0) yield step(worker, handler, mine)
    } else for (const event of mine) yield step(worker, handler, [event])
  }
}

const step = (worker: Worker, handler: Handler, events: readonly LaneEvent[]): Step => ({
  name: handler.name,
  events,
  run: async (tx, some) => handler.runs.get(events[0]?.name ?? '')?.(tx, some, worker.app),
})
