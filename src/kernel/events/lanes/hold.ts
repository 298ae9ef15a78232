import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import type { LaneEvent } from '../stored.ts'
import { type Lane, LEASE_SECONDS } from './lease.ts'

/**
 * Locks these lanes for the rest of the transaction and renews their lease; answers the epochs of those that are this node's.
 * While its row is locked nobody takes a lane, so a worker that was thought dead can do nothing twice.
 */
export async function holdLanes(tx: Tx, lanes: readonly number[], node: string): Promise<Map<number, number>> {
  const { rows } = await sql<{ lane: number; epoch: number }>`
    update kernel.lane l set leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}::integer)
    from (select lane from kernel.lane where lane = any (${lanes}::smallint[]) and leased_by = ${node}
          order by lane for no key update) mine
    where l.lane = mine.lane returning l.lane, l.epoch`.execute(tx)
  return new Map(rows.map(({ lane, epoch }) => [lane, epoch]))
}

/** Which subjects are held for which handlers, as `handler subject`. Read after holdLanes, so that nobody changes it meanwhile. */
export async function heldSubjects(
  tx: Tx,
  who: ReadonlyMap<Lane, readonly string[]>,
  events: readonly LaneEvent[],
): Promise<Set<string>> {
  const lanes = [...who.keys()].map(({ no }) => no)
  const handlers = [...new Set([...who.values()].flat())]
  const subjects = [...new Set(events.map((event) => event.subject))]
  const { rows } = await sql<{ held: string }>`
    select distinct handler || ' ' || subject as held from kernel.parked
    where lane = any (${lanes}::smallint[]) and handler = any (${handlers}::text[]) and subject = any (${subjects}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.held))
}
