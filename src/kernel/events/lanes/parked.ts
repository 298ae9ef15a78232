import type pg from 'pg'

/** A subject that waits for a person, because a handler failed on it too often. */
export interface Parked {
  handler: string
  subject: string
  /** The event it failed on, and of those that wait, how many there are with it. */
  pos: number
  event: string
  code: string
  waiting: number
  since: Date
}

/** What is parked for good, oldest first; at most 500. */
export async function listParked(pool: pg.Pool): Promise<Parked[]> {
  const { rows } = await pool.query<Parked>(`
    select p.handler, p.subject, p.pos, e.name as event, p.code, p.parked_at as since,
      (select count(*) from kernel.parked w where w.lane = p.lane and w.handler = p.handler and w.subject = p.subject) as waiting
    from kernel.parked p join kernel.event e on e.pos = p.pos
    where p.tries > 0 and p.retry_at is null
    order by p.pos limit 500`)
  return rows
}
