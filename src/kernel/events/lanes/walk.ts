import { type LaneEvent, readLog } from '../stored.ts'
import { BATCH, runBatch } from './batch.ts'
import type { Lane } from './lease.ts'
import { nextStretch, type Stretch } from './stretch.ts'
import type { Worker } from './worker.ts'

const READ_AT_ONCE = 500
const LANES_AT_ONCE = 4

/** After so long others have their turn: leases must be renewed, and lanes of a dead node taken, also while there is much to do. */
const SLICE_MS = 500

/**
 * Handles what lies between this node's cursors and the head, for a while; true when there is more. A lane that fails is left where
 * its last batch ended.
 */
export async function walk(worker: Worker, head: number): Promise<boolean> {
  const stopped = new Set<Lane>()
  const enough = performance.now() + SLICE_MS
  for (;;) {
    const going = [...worker.owned.values()].filter((lane) => !stopped.has(lane))
    const stretch = nextStretch(going, worker.handlers, head, (name) => worker.paused.has(name))
    if (stretch === null) return false
    if (performance.now() > enough) return true
    await runStretch(worker, stretch, stopped)
  }
}

/** Reads once for all lanes that stand at its beginning. */
async function runStretch(worker: Worker, stretch: Stretch, stopped: Set<Lane>): Promise<void> {
  const lanes = [...stretch.who.keys()]
  const numbers = lanes.map((lane) => lane.no)
  const events = await readLog.run(worker.app.database.pool, [
    stretch.after,
    stretch.upTo,
    numbers,
    stretch.names,
    READ_AT_ONCE,
  ])
  const upTo = events.length === READ_AT_ONCE ? (events.at(-1)?.pos ?? stretch.upTo) : stretch.upTo
  const read = { ...stretch, upTo }
  if (events.length <= BATCH && (await runTogether(worker, read, events))) return
  await eachOf(lanes, async (lane) => {
    if (!(await runLane(worker, read, lane, events))) stopped.add(lane)
  })
}

/**
 * A little from every lane is one transaction: it costs what one lane's would. Answers false when nothing was done, because a lane
 * is another node's by now or something failed that is not one handler's: then each lane finds out for itself.
 */
async function runTogether(worker: Worker, stretch: Stretch, events: readonly LaneEvent[]): Promise<boolean> {
  const { quiet, upTo } = stretch
  const told = new Set(events.map((event) => event.lane))
  const idle = new Map([...stretch.who].filter(([lane]) => !told.has(lane.no)))
  const busy = new Map([...stretch.who].filter(([lane]) => told.has(lane.no)))
  const outcome = await runBatch(worker, { who: busy, events, upTo, quiet }).catch(() => 'failed')
  if (outcome !== 'done') return false
  await runBatch(worker, { who: idle, events: [], upTo, quiet })
  return true
}

async function runLane(worker: Worker, stretch: Stretch, lane: Lane, events: readonly LaneEvent[]): Promise<boolean> {
  try {
    const who = new Map([[lane, stretch.who.get(lane) ?? []]])
    for (const part of partsOf(
      events.filter((event) => event.lane === lane.no),
      stretch.upTo,
    )) {
      const outcome = await runBatch(worker, { who, quiet: stretch.quiet, ...part })
      if (outcome === 'done') continue
      // Unless it was taken anew meanwhile.
      if (worker.owned.get(lane.no) === lane) worker.owned.delete(lane.no)
      return false
    }
    return true
  } catch (error) {
    worker.app.log.warn('a lane of the log stopped; it goes on from its last batch', { lane: lane.no, error })
    return false
  }
}

/** Batches of the events; the last of them ends where the stretch ends. */
function partsOf(events: readonly LaneEvent[], upTo: number): { events: readonly LaneEvent[]; upTo: number }[] {
  const parts = []
  for (let from = 0; from + BATCH < events.length; from += BATCH) {
    const part = events.slice(from, from + BATCH)
    parts.push({ events: part, upTo: part.at(-1)?.pos ?? upTo })
  }
  return [...parts, { events: events.slice(parts.length * BATCH), upTo }]
}

/** A few lanes at once: each needs a connection of its own. */
async function eachOf(lanes: readonly Lane[], work: (lane: Lane) => Promise<void>): Promise<void> {
  const queue = [...lanes]
  const next = async (): Promise<void> => {
    for (let lane = queue.shift(); lane !== undefined; lane = queue.shift()) await work(lane)
  }
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, next))
}
