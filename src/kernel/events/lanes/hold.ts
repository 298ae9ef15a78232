import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import { LEASE_SECONDS } from './lease.ts'

/**
 * Locks the lane for the rest of the transaction and renews its lease; answers its epoch, or null when it is another node's.
 * While the row is locked nobody takes the lane, so a worker that was thought dead can do nothing twice.
 */
export async function holdLane(tx: Tx, lane: number, node: string): Promise<number | null> {
  const { rows } = await sql<{ epoch: number }>`
    update kernel.lane set leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}::integer)
    where lane = ${lane} and leased_by = ${node} returning epoch`.execute(tx)
  return rows[0]?.epoch ?? null
}

/** Which subjects are held for which handlers, as `handler subject`. Read after holdLane, so that nobody changes it meanwhile. */
export async function heldSubjects(tx: Tx, lane: number, handlers: readonly string[], subjects: readonly string[]) {
  const { rows } = await sql<{ held: string }>`
    select distinct handler || ' ' || subject as held from kernel.parked
    where lane = ${lane} and handler = any (${handlers}::text[]) and subject = any (${subjects}::uuid[])`.execute(tx)
  return new Set(rows.map((row) => row.held))
}
