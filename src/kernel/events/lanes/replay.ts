import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db'

/** Places in the log, both included; from the start and to the head when not said. */
export interface Range {
  from?: number
  to?: number
}
export interface ReplayOptions extends Range {
  /** Also enqueue jobs and publish events again; not when not said. */
  withJobs?: boolean
}

/**
 * Sends a handler back: in one transaction its projection is emptied and its cursors are set to the beginning of the range.
 * The lanes then run it like any other, quietly up to the end of the range, and go on from where it stood before.
 * What was parked of the range is forgotten, for it comes again.
 */
export async function replay(
  database: Database,
  handler: string,
  options: ReplayOptions,
  empty: (tx: Tx) => Promise<void>,
) {
  const { from = 1, to = Number.MAX_SAFE_INTEGER, withJobs = false } = options
  await database.transaction('system', async (tx) => {
    // In the order in which batches lock them.
    await sql`select from kernel.lane order by lane for no key update`.execute(tx)
    await sql`update kernel.lane set epoch = epoch + 1`.execute(tx)
    await empty(tx)
    await sql`delete from kernel.parked where handler = ${handler} and pos between ${from} and ${to}`.execute(tx)
    await sql`
      update kernel.cursor set pos = ${from - 1},
        resume_at = greatest(pos, least(${to}, (select pos from kernel.log_head))),
        replay_to = least(${to}, (select pos from kernel.log_head)), quiet = ${!withJobs}
      where handler = ${handler}`.execute(tx)
  })
}
