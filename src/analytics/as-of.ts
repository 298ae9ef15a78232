import { type Db, sql } from '#kernel/db'
import { factEvents } from './fold.ts'
import { FACTS } from './keep-facts.ts'

/** A place in the log that facts have reached in all lanes, and the time that was true at. */
export interface AsOf {
  pos: number
  at: Date
}

/** Where facts are complete now: before the first event of theirs that no lane has handled yet, else at the head. */
export async function asOfNow(db: Db, now: Date): Promise<AsOf> {
  const { rows } = await sql<{ head: number; next: number | null; at: Date | null }>`
    select h.pos as head, e.pos as next, e.at from kernel.log_head h
    left join lateral (
      select found.pos, found.at from kernel.cursor c
      cross join lateral kernel.read_log(c.pos, h.pos, array[c.lane], ${[...factEvents]}::text[], 1) found
      where c.handler = ${FACTS} order by found.pos limit 1) e on true`.execute(db)
  const [found] = rows
  if (found === undefined) return { pos: 0, at: now }
  return found.next === null ? { pos: found.head, at: now } : { pos: found.next - 1, at: found.at ?? now }
}
