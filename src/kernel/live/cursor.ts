import type { Clock } from '#kernel/clock'
import { type Database, sql } from '#kernel/db'
import { Problem } from '#kernel/errors'

const DAYS_SERVED = 7

/** The cursor for `live`, to be read in the same statement as the data it goes with. A text, as it travels. */
export const livePos = () => sql<string>`(select pos::text from kernel.log_head)`
/** The same for hot statements, which are plain text. */
export const livePosText = '(select pos::text from kernel.log_head)'

const gone = () =>
  new Problem(
    'gone',
    'This view is too old to be brought up to date. Fetch it again, and follow from the `live` of that answer.',
  )

/** The place a reader asks for, or the head when it asks for none. Throws `gone` (410) when the log no longer reaches back to it, and when it is not yet written: a backup was restored. */
export async function cursorOf(database: Database, clock: Clock, asked: string | undefined): Promise<number> {
  const { rows } = await database.pool.query<{ head: number; next: number | null; at: Date | null }>(
    `select h.pos as head, e.pos as next, e.at from kernel.log_head h
     left join lateral kernel.read_log($1::bigint, h.pos, null, null, 1) e on true`,
    [asked ?? '9007199254740991'],
  )
  const found = rows[0]
  const head = found?.head ?? 0
  if (asked === undefined) return head
  const after = Number(asked)
  if (after > head) throw gone()
  if (after === head) return after
  if (found?.next !== after + 1 || found.at === null || isOld(clock, found.at)) throw gone()
  return after
}

const isOld = (clock: Clock, at: Date): boolean =>
  at.getTime() < clock.instant().subtract({ hours: 24 * DAYS_SERVED }).epochMilliseconds
