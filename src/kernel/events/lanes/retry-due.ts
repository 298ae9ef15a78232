import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import { REPLAY } from '../replaying.ts'
import { holdLanes } from './hold.ts'
import { type Held, retrySubject } from './retry.ts'
import type { Worker } from './worker.ts'

interface Waiting extends Held {
  due: boolean
}

/** Tries again what failed in this node's lanes and whose time has come; `early` does not wait for that time, and goes on until nothing is left to try. */
export async function retryDue(worker: Worker, early: boolean): Promise<void> {
  while (worker.mayRetry && worker.owned.size > 0) {
    const waiting = await waitingSubjects(worker)
    worker.mayRetry = waiting.length > 0
    for (const held of waiting.filter(({ due }) => due || early)) await retryHeld(worker, held)
    if (!early) return
  }
}

async function waitingSubjects(worker: Worker): Promise<Waiting[]> {
  const { rows } = await worker.app.database.pool.query<Waiting>(
    `select handler, subject, lane, quiet, retry_at <= clock_timestamp() as due from kernel.parked
     where retry_at is not null and lane = any ($1::smallint[]) and handler = any ($2::text[])
     order by retry_at limit 200`,
    [[...worker.owned.keys()], [...worker.handlers.keys()]],
  )
  return rows
}

async function retryHeld(worker: Worker, held: Held): Promise<void> {
  const isOurs = await worker.app.database.transaction(held.quiet ? REPLAY : 'system', async (tx) => {
    if (!(await holdLanes(tx, [held.lane], worker.node)).has(held.lane)) return false
    await retrySubject(tx, worker, held)
    return true
  })
  if (!isOurs) worker.owned.delete(held.lane)
}

/**
 * A person has put right what was wrong: runs a parked subject again, in order, with its tries given back; answers how many were done.
 * Any node may do it; it waits for the lane's running batch.
 */
export async function replayParked(worker: Worker, handler: string, subject: string): Promise<number> {
  let done = 0
  for (;;) {
    const head = await parkedHead(worker, handler, subject)
    if (head === null) return done
    const now = await worker.app.database.transaction(head.quiet ? REPLAY : 'system', async (tx) => {
      await sql`select from kernel.lane where lane = ${head.lane} for update`.execute(tx)
      await giveTriesBack(tx, head)
      return retrySubject(tx, worker, head)
    })
    if (now === 0) return done
    done += now
  }
}

async function parkedHead(worker: Worker, handler: string, subject: string): Promise<Held | null> {
  const { rows } = await worker.app.database.pool.query<Held>(
    'select handler, subject, lane, quiet from kernel.parked where handler = $1 and subject = $2 order by pos limit 1',
    [handler, subject],
  )
  return rows[0] ?? null
}

const giveTriesBack = (tx: Tx, { handler, subject }: Held) =>
  sql`update kernel.parked set tries = 0 where handler = ${handler} and subject = ${subject}`.execute(tx)
