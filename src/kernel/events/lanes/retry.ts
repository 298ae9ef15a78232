import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import type { LaneEvent } from '../stored.ts'
import { attempt } from './attempt.ts'
import { BATCH } from './batch.ts'
import { retryAt } from './park.ts'
import type { Worker } from './worker.ts'

/** A subject that waits for a handler. */
export interface Held {
  handler: string
  subject: string
  lane: number
  /** It failed in a replay. */
  quiet: boolean
}

/**
 * Runs what waits for a subject in order until one fails again; answers how many were done.
 * The transaction holds the lane, and is REPLAY's when the subject is quiet.
 */
export async function retrySubject(tx: Tx, worker: Worker, held: Held): Promise<number> {
  let done = 0
  for (const { event, tries } of await waitingEvents(tx, held)) {
    const code = await tryOnce(tx, worker, held.handler, event)
    if (code !== null) {
      await failedAgain(tx, held.handler, event.pos, tries + 1, code)
      worker.app.log.warn('a handler failed again', { handler: held.handler, event: event.name, pos: event.pos, code })
      return done
    }
    await sql`delete from kernel.parked where handler = ${held.handler} and pos = ${event.pos}`.execute(tx)
    done += 1
  }
  await wakeNext(tx, held)
  return done
}

async function waitingEvents(tx: Tx, held: Held): Promise<{ event: LaneEvent; tries: number }[]> {
  const { rows } = await sql<LaneEvent & { tries: number }>`
    select e.*, p.tries from kernel.parked p join kernel.event e on e.pos = p.pos
    where p.lane = ${held.lane} and p.handler = ${held.handler} and p.subject = ${held.subject} and p.quiet = ${held.quiet}
    order by p.pos limit ${BATCH}`.execute(tx)
  return rows.map(({ tries, ...event }) => ({ event, tries }))
}

async function tryOnce(tx: Tx, worker: Worker, handler: string, event: LaneEvent): Promise<string | null> {
  const run = worker.handlers.get(handler)?.runs.get(event.name)
  return run === undefined ? null : attempt(tx, () => run(tx, [event], worker.app))
}

async function failedAgain(tx: Tx, handler: string, pos: number, tries: number, code: string): Promise<void> {
  await sql`
    update kernel.parked set tries = ${tries}, code = ${code}, retry_at = ${retryAt(tries)}
    where handler = ${handler} and pos = ${pos}`.execute(tx)
}

/** What was not done in this transaction goes on in the next: the first of the line becomes its head. */
async function wakeNext(tx: Tx, held: Held): Promise<void> {
  await sql`
    update kernel.parked set retry_at = clock_timestamp()
    where handler = ${held.handler} and pos = (
      select min(pos) from kernel.parked
      where lane = ${held.lane} and handler = ${held.handler} and subject = ${held.subject})`.execute(tx)
}
