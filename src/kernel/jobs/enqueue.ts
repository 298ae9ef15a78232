import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
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

/** Writes a job in the transaction of the change that needs it. The bell rings after commit. */
export async function enqueue<K extends JobKind>(
  tx: Tx,
  kind: K,
  payload: JobMap[K],
  options: EnqueueOptions = {},
): Promise<void> {
  if (isReplay(tx)) return
  const now = tx.clock.now()
  await sql`
    insert into kernel.job (kind, key, lane, payload, run_at, created_at, set_at)
    values (${kind}, ${options.key ?? null}, ${options.lane ?? null}, ${JSON.stringify(payload)}::jsonb, ${options.at ?? now}, ${now}, ${now})
    on conflict (kind, key) where key is not null and leased_until is null
    do update set run_at = least(kernel.job.run_at, excluded.run_at)`.execute(tx)
}
