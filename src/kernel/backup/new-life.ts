import type pg from 'pg'

/**
 * A restored log has a history of its own: places that were given after the backup may be given again, for other events. So it
 * goes on at a place no earlier life of it can have reached, the time in units of 10 µs (fewer than 100,000 events a second
 * were ever numbered). Whoever holds a cursor from before is told 410 and fetches anew; who had handled everything moves along.
 */
export async function beyondEveryCursor(client: pg.ClientBase): Promise<void> {
  await client.query(`
    with old as (select pos from kernel.log_head),
    head as (
      update kernel.log_head h set pos = greatest(h.pos, floor(extract(epoch from clock_timestamp()) * 100000)::bigint)
      returning h.pos
    )
    update kernel.cursor c set pos = head.pos from head, old where c.pos >= old.pos and c.replay_to <= c.pos`)
}
