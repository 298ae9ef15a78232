import { sql } from 'kysely'
import { isTransient, type Tx } from '#kernel/db'
import { REPLAY } from '../replaying.ts'
import type { LaneEvent } from '../stored.ts'
import { attempt } from './attempt.ts'
import { standsAt } from './cursor.ts'
import { errorCode } from './error-code.ts'
import { heldSubjects, holdLane } from './hold.ts'
import type { Lane } from './lease.ts'
import { park } from './park.ts'
import type { Worker } from './worker.ts'

/** At most so many events are handled in one transaction. */
export const BATCH = 200

export interface Batch {
  lane: Lane
  /** Names of the handlers that stand at its beginning. */
  who: readonly string[]
  events: readonly LaneEvent[]
  upTo: number
  quiet: boolean
}
export type Outcome = 'done' | 'lost' | 'moved'

/** Handles the events and moves the cursors in one transaction: what handlers did to the database is there once, or not at all. */
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

/** Does one handler's work; answers the code of a failure whose effects are undone. */
type Attempt = (tx: Tx, step: Step) => Promise<string | null>
interface Step {
  name: string
  event: LaneEvent
  run(): Promise<void>
}

/** Everything that was done in this transaction is undone with it, and done again one by one. */
class HandlerFailed extends Error {
  readonly step: Step
  constructor(step: Step, cause: unknown) {
    super('A handler failed.', { cause })
    this.step = step
  }
}

async function bold(_: Tx, step: Step): Promise<null> {
  await step.run().catch((error: unknown) => {
    throw new HandlerFailed(step, error)
  })
  return null
}

/** What has failed a moment ago had its try, unless it was the database's fault: that is the whole batch's. */
const careful =
  ({ step: failed, cause }: HandlerFailed): Attempt =>
  async (tx, { name, event, run }) =>
    name === failed.name && event === failed.event && !isTransient(cause) ? errorCode(cause) : attempt(tx, run)

const tryBatch = (worker: Worker, batch: Batch, trying: Attempt): Promise<Set<string> | 'lost' | 'moved'> =>
  worker.app.database.transaction(batch.quiet ? REPLAY : 'system', async (tx) => {
    const epoch = await holdLane(tx, batch.lane.no, worker.node)
    if (epoch !== batch.lane.epoch) return epoch === null ? 'lost' : 'moved'
    const busy = await handleAll(tx, worker, batch, trying)
    await moveCursors(tx, batch, busy)
    return busy
  })

/** Answers the names of those who had something to do. */
async function handleAll(tx: Tx, worker: Worker, batch: Batch, trying: Attempt): Promise<Set<string>> {
  const subjects = [...new Set(batch.events.map((event) => event.subject))]
  const held = await heldSubjects(tx, batch.lane.no, batch.who, subjects)
  const busy = new Set<string>()
  for (const event of batch.events) {
    for (const name of batch.who) {
      const run = worker.handlers.get(name)?.runs.get(event.name)
      if (run === undefined) continue
      busy.add(name)
      const step: Step = { name, event, run: () => run(tx, event, worker.app) }
      await handle(tx, worker, held, step, trying)
    }
  }
  return busy
}

async function handle(tx: Tx, worker: Worker, held: Set<string>, step: Step, trying: Attempt): Promise<void> {
  const { name, event } = step
  const subject = `${name} ${event.subject}`
  if (held.has(subject)) return park(tx, name, event, null)
  const code = await trying(tx, step)
  if (code === null) return
  worker.app.log.warn('a handler failed', { handler: name, event: event.name, pos: event.pos, code })
  await park(tx, name, event, code)
  held.add(subject)
  worker.mayRetry = true
}

async function moveCursors(tx: Tx, { lane, upTo }: Batch, busy: ReadonlySet<string>): Promise<void> {
  const names = [...busy]
  if (names.length === 0) return
  const stands = names.map((name) => standsAt(cursorOf(lane, name), upTo))
  await sql`
    update kernel.cursor c set pos = n.pos from unnest(${names}::text[], ${stands}::bigint[]) as n(handler, pos)
    where c.handler = n.handler and c.lane = ${lane.no}`.execute(tx)
}

function stepForward({ lane, who, upTo }: Batch, busy: ReadonlySet<string>): void {
  for (const name of who) {
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
