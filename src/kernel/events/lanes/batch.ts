import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import { REPLAY } from '../replaying.ts'
import type { LaneEvent } from '../stored.ts'
import { attempt } from './attempt.ts'
import { standsAt } from './cursor.ts'
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
  const outcome = await worker.app.database.transaction(batch.quiet ? REPLAY : 'system', async (tx) => {
    const epoch = await holdLane(tx, batch.lane.no, worker.node)
    if (epoch !== batch.lane.epoch) return epoch === null ? 'lost' : 'moved'
    const busy = await handleAll(tx, worker, batch)
    await moveCursors(tx, batch, busy)
    return busy
  })
  if (typeof outcome === 'string') return outcome
  stepForward(batch, outcome)
  return 'done'
}

/** Answers the names of those who had something to do. */
async function handleAll(tx: Tx, worker: Worker, batch: Batch): Promise<Set<string>> {
  const subjects = [...new Set(batch.events.map((event) => event.subject))]
  const held = await heldSubjects(tx, batch.lane.no, batch.who, subjects)
  const busy = new Set<string>()
  for (const event of batch.events) {
    for (const name of batch.who) {
      const run = worker.handlers.get(name)?.runs.get(event.name)
      if (run === undefined) continue
      busy.add(name)
      await handle(tx, worker, held, name, event, () => run(tx, event, worker.app))
    }
  }
  return busy
}

async function handle(
  tx: Tx,
  worker: Worker,
  held: Set<string>,
  name: string,
  event: LaneEvent,
  run: () => Promise<void>,
) {
  const subject = `${name} ${event.subject}`
  if (held.has(subject)) return park(tx, name, event, null)
  const code = await attempt(tx, run)
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
