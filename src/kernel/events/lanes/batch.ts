import { sql } from 'kysely'
import { isTransient, type Tx } from '#kernel/db'
import { REPLAY } from '../replaying.ts'
import type { LaneEvent } from '../stored.ts'
import { attempt } from './attempt.ts'
import { standsAt } from './cursor.ts'
import { errorCode } from './error-code.ts'
import { heldSubjects, holdLanes } from './hold.ts'
import type { Lane } from './lease.ts'
import { park } from './park.ts'
import { type Step, stepsOf } from './steps.ts'
import type { Worker } from './worker.ts'

/** At most so many events are handled in one transaction. */
export const BATCH = 200

/** Events of one or more lanes, in the order of the log. */
export interface Batch {
  /** Names of the handlers that stand at its beginning, by lane. */
  who: ReadonlyMap<Lane, readonly string[]>
  events: readonly LaneEvent[]
  upTo: number
  quiet: boolean
}
export type Outcome = 'done' | 'lost' | 'moved'

/**
 * Handles the events and moves the cursors in one transaction: what handlers did to the database is there once, or not at all.
 * Of several lanes the outcome is that of the first that is not this node's as it knew it.
 */
export async function runBatch(worker: Worker, batch: Batch): Promise<Outcome> {
  if (batch.events.length === 0) {
    stepForward(batch, new Set())
    return 'done'
  }
  // A savepoint around each handler costs more than most handlers do: they are for the batch in which one has failed.
  const outcome = await tryBatch(worker, batch, bold).catch((error: unknown) => {
    if (error instanceof HandlerFailed) return tryBatch(worker, batch, careful(error))
    throw error
  })
  if (typeof outcome === 'string') return outcome
  stepForward(batch, outcome)
  return 'done'
}

/** How steps are done: with all events of a handler that takes many or with one each, and what a failure is. */
interface Manner {
  together: boolean
  /** Answers the code of a failure whose effects are undone. */
  attempt(tx: Tx, step: Step, events: readonly LaneEvent[]): Promise<string | null>
}

/** Everything that was done in this transaction is undone with it, and done again one by one. */
class HandlerFailed extends Error {
  readonly handler: string
  readonly events: readonly LaneEvent[]
  constructor({ name }: Step, events: readonly LaneEvent[], cause: unknown) {
    super('A handler failed.', { cause })
    this.handler = name
    this.events = events
  }
}

const bold: Manner = {
  together: true,
  attempt: async (tx, step, events) => {
    await step.run(tx, events).catch((error: unknown) => {
      throw new HandlerFailed(step, events, error)
    })
    return null
  },
}

/** What has failed a moment ago had its try, unless it was the database's fault: that is the whole batch's. */
function careful({ handler, events: [failed, ...others], cause }: HandlerFailed): Manner {
  const hadItsTry = (name: string, event?: LaneEvent): boolean =>
    name === handler && event === failed && others.length === 0 && !isTransient(cause)
  return {
    together: false,
    attempt: async (tx, step, events) =>
      hadItsTry(step.name, events[0]) ? errorCode(cause) : attempt(tx, () => step.run(tx, events)),
  }
}

const tryBatch = (worker: Worker, batch: Batch, manner: Manner): Promise<Set<string> | 'lost' | 'moved'> =>
  worker.app.database.transaction(batch.quiet ? REPLAY : 'system', async (tx) => {
    const lanes = [...batch.who.keys()]
    const epochs = await holdLanes(
      tx,
      lanes.map(({ no }) => no),
      worker.node,
    )
    for (const { no, epoch } of lanes) if (epochs.get(no) !== epoch) return epochs.has(no) ? 'moved' : 'lost'
    const busy = await handleAll(tx, worker, batch, manner)
    await moveCursors(tx, batch, busy)
    return busy
  })

/** Answers the names of those who had something to do. */
async function handleAll(tx: Tx, worker: Worker, batch: Batch, manner: Manner): Promise<Set<string>> {
  const held = await heldSubjects(tx, batch.who, batch.events)
  const busy = new Set<string>()
  for (const step of stepsOf(worker, batch.who, batch.events, manner.together)) {
    busy.add(step.name)
    await handle(tx, worker, held, step, manner)
  }
  return busy
}

async function handle(tx: Tx, worker: Worker, held: Set<string>, step: Step, manner: Manner): Promise<void> {
  const { name } = step
  const waits = ({ subject }: LaneEvent): boolean => held.has(`${name} ${subject}`)
  const free = step.events.filter((event) => !waits(event))
  for (const event of step.events.filter(waits)) await park(tx, name, event, null)
  const code = free.length === 0 ? null : await manner.attempt(tx, step, free)
  if (code === null) return
  // Nothing is answered as failed that was not tried alone.
  for (const event of free) {
    worker.app.log.warn('a handler failed', { handler: name, event: event.name, pos: event.pos, code })
    await park(tx, name, event, code)
    held.add(`${name} ${event.subject}`)
  }
  worker.mayRetry = true
}

/** In a batch of several lanes a handler's cursor moves in each. */
async function moveCursors(tx: Tx, { who, upTo }: Batch, busy: ReadonlySet<string>): Promise<void> {
  const moves = [...who].flatMap(([lane, names]) =>
    names.filter((name) => busy.has(name)).map((name) => ({ name, lane, pos: standsAt(cursorOf(lane, name), upTo) })),
  )
  if (moves.length === 0) return
  await sql`
    update kernel.cursor c set pos = n.pos
    from unnest(${moves.map(({ name }) => name)}::text[], ${moves.map(({ lane }) => lane.no)}::smallint[],
                ${moves.map(({ pos }) => pos)}::bigint[]) as n(handler, lane, pos)
    where c.handler = n.handler and c.lane = n.lane`.execute(tx)
}

function stepForward({ who, upTo }: Batch, busy: ReadonlySet<string>): void {
  for (const [lane, names] of who)
    for (const name of names) {
      const cursor = cursorOf(lane, name)
      cursor.pos = standsAt(cursor, upTo)
      if (busy.has(name)) cursor.saved = cursor.pos
    }
}

function cursorOf(lane: Lane, name: string) {
  const cursor = lane.cursors.get(name)
  if (cursor === undefined) throw new Error(`Lane ${lane.no} has no cursor for '${name}'.`)
  return cursor
}
