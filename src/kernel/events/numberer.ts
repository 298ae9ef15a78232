import type pg from 'pg'

/** At most so many events get their place in one transaction. */
export const NUMBERED_AT_ONCE = 2000

/** `log` in ASCII: the key of the advisory lock under which places are given. */
const LOCK = 0x6c6f67

/**
 * Left alone the planner once chose a sequential scan on a fresh table, and the log fell 11 s behind; a nested loop it
 * believed to be short took 2.5 s for 2,000 events. So only one way is open: the log in the order of event_unnumbered, merged.
 * Sorting stays open, because PostgreSQL 15 does not know that the chosen 2,000 are in order already.
 * The lock is a statement of its own: the next one's snapshot is taken under it.
 */
export const lockTheLog = `begin;
  set local enable_seqscan = off; set local enable_bitmapscan = off;
  set local enable_hashjoin = off; set local enable_nestloop = off; set local jit = off;
  select pg_advisory_xact_lock(${LOCK})`

/** Numbers what is committed and unnumbered, by seq. */
export const giveNumbers = `
  with head as materialized (select pos from kernel.log_head),
  waiting as materialized (
    select first.seq, first.at, row_number() over (order by first.seq) as place
    from (select seq, at from kernel.event where pos is null order by seq limit ${NUMBERED_AT_ONCE}) as first
  ),
  numbered as (
    update kernel.event as e set pos = (select pos from head) + waiting.place
    from waiting
    where e.seq = waiting.seq and e.at = waiting.at and e.pos is null
    returning e.pos
  ),
  moved as (
    update kernel.log_head set pos = pos + (select count(*) from numbered)
    where exists (select from numbered)
    returning pos
  )
  select coalesce((select pos from moved), (select pos from head)) as pos, (select count(*) from numbered) as given`

/** Gives every committed event its place; any node may do it at any time. Answers the last place given: the head of the log. */
export async function numberEvents(pool: pg.Pool): Promise<number> {
  for (;;) {
    const { head, given } = await numberSome(pool)
    if (given < NUMBERED_AT_ONCE) return head
  }
}

async function numberSome(pool: pg.Pool): Promise<{ head: number; given: number }> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query(lockTheLog)
    const { rows } = await client.query<{ pos: number; given: number }>({ name: 'kernel-number', text: giveNumbers })
    await client.query('commit')
    broken = false
    return { head: rows[0]?.pos ?? 0, given: rows[0]?.given ?? 0 }
  } finally {
    // A connection that failed here is in an unknown state: closing it also gives the lock back.
    client.release(broken)
  }
}
