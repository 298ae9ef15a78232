import type pg from 'pg'
import type { Cursor } from './cursor.ts'

/** A lane this node works. */
export interface Lane {
  readonly no: number
  /** Cursors are only valid for this epoch of the lane. */
  epoch: number
  cursors: Map<string, Cursor>
}

/** A node that died is missed after so many seconds of the database's clock. */
export const LEASE_SECONDS = 4

interface Leased {
  lane: number
  epoch: number
}

// A lane whose row is locked has a batch running: its worker lives, however long ago it renewed.
const lease = (which: string, more = '') => `
  update kernel.lane set leased_by = $1, leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})${more}
  where lane in (select lane from kernel.lane where ${which} order by lane for update skip locked)
  returning lane, epoch`

/** Takes every lane that nobody works. A new epoch: whoever had it, and only slept, learns that what it knows of it is old. */
export const takeLanes = async (pool: pg.Pool, node: string): Promise<Leased[]> =>
  (
    await pool.query<Leased>(
      lease('leased_by is null or (leased_by <> $1 and leased_until < clock_timestamp())', ', epoch = epoch + 1'),
      [node],
    )
  ).rows

/** Keeps the lanes of this node; lanes with a batch running are kept by the batch. */
export const renewLanes = async (pool: pg.Pool, node: string): Promise<Leased[]> =>
  (await pool.query<Leased>(lease('leased_by = $1'), [node])).rows

export async function releaseLanes(pool: pg.Pool, node: string): Promise<void> {
  await pool.query('update kernel.lane set leased_by = null, leased_until = null where leased_by = $1', [node])
}
