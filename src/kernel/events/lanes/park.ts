import { sql } from 'kysely'
import type { Tx } from '#kernel/db'
import { isReplay } from '../replaying.ts'
import type { LaneEvent } from '../stored.ts'

/** After so many failures an event waits for a person. */
export const TRIES = 5

/** Half a second after the first failure, then 1, 2, 4. */
export const retryAt = (tries: number) =>
  tries >= TRIES
    ? sql<Date | null>`null::timestamptz`
    : sql<Date | null>`clock_timestamp() + make_interval(secs => ${0.5 * 2 ** (tries - 1)}::float8)`

/** Puts an event aside for a handler: it failed with this code, or (code null) it waits behind one of its subject that did. */
export async function park(tx: Tx, handler: string, event: LaneEvent, code: string | null): Promise<void> {
  const tries = code === null ? 0 : 1
  await sql`
    insert into kernel.parked (handler, lane, subject, pos, tries, code, retry_at, quiet, parked_at)
    values (${handler}, ${event.lane}, ${event.subject}, ${event.pos}, ${tries}, ${code},
            ${code === null ? sql`null` : retryAt(1)}, ${isReplay(tx)}, ${tx.clock.now()})
    on conflict (handler, pos) do nothing`.execute(tx)
}
