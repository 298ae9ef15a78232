import type pg from 'pg'
import { hot } from '#kernel/db'

/** At most so many events get their place in one transaction. */
export const NUMBERED_AT_ONCE = 2000

/** (at most): numbers what is committed and unnumbered, by seq, one node at a time. The function says how, and why so. */
const giveNumbers = hot<{ last: number; given: number }>(
  'kernel-number',
  'select last, given from kernel.number_events($1::integer)',
)

/** Gives every committed event its place; any node may do it at any time. Answers the last place given: the head of the log. */
export async function numberEvents(pool: pg.Pool): Promise<number> {
  for (;;) {
    const [numbered] = await giveNumbers.run(pool, [NUMBERED_AT_ONCE])
    if (numbered === undefined || numbered.given < NUMBERED_AT_ONCE) return numbered?.last ?? 0
  }
}
