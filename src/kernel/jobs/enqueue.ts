import { hot, type Tx } from '#kernel/db'
import { isReplay } from '#kernel/events'
import type { JobKind, JobMap } from './job.ts'

export interface EnqueueOptions {
  /** At most one waiting job of this kind has this key; a second enqueue keeps the earlier `at`. */
  key?: string
  /** Jobs with the same lane run one at a time, in the order they were enqueued. */
  lane?: string
  /** Not before this time; at once when not said. */
  at?: Date
}

/**
 * What writes jobs, as a part of the one statement that is the change which needs them. `rows` selects kind, key, lane, payload, when it is
 * to run, and the time by the clock twice; no two with the same key.
 */
export const enqueueText = (rows: string): string =>
  `insert into kernel.job as j (kind, key, lane, payload, run_at, created_at, set_at)
   ${rows}
   on conflict (kind, key) where key is not null and leased_until is null
   do update set run_at = excluded.run_at where excluded.run_at < j.run_at`

/** (kind, now, JSON of jobs in their order). */
const write = hot(
  'kernel-enqueue',
  enqueueText(`select $1, given.key, given.lane, given.payload, coalesce(given.at, $2), $2, $2
   from rows from (json_to_recordset($3::json) as (key text, lane text, payload jsonb, at timestamptz)) with ordinality
     as given(key, lane, payload, at, place)
   order by given.place`),
)

/** Writes a job in the transaction of the change that needs it. The bell rings after commit. */
export const enqueue = <K extends JobKind>(
  tx: Tx,
  kind: K,
  payload: JobMap[K],
  options: EnqueueOptions = {},
): Promise<void> => enqueueAll(tx, kind, [{ payload, ...options }])

/** Writes several of a kind at once, in their order; no two with the same key. */
export async function enqueueAll<K extends JobKind>(
  tx: Tx,
  kind: K,
  jobs: readonly (EnqueueOptions & { payload: JobMap[K] })[],
): Promise<void> {
  if (isReplay(tx) || jobs.length === 0) return
  await write.run(tx, [kind, tx.clock.now(), JSON.stringify(jobs)])
}
