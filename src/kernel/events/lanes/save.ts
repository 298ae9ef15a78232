import type pg from 'pg'
import type { Lane } from './lease.ts'

const save = `
  with mine as (select lane, epoch from kernel.lane where leased_by = $1 for update)
  update kernel.cursor c set pos = n.pos
  from unnest($2::text[], $3::smallint[], $4::integer[], $5::bigint[]) as n(handler, lane, epoch, pos)
  join mine on mine.lane = n.lane and mine.epoch = n.epoch
  where c.handler = n.handler and c.lane = n.lane
  returning c.handler, c.lane, c.pos`

/**
 * Writes the cursors that moved only over events that were not theirs. Done now and then, not with every event:
 * forgetting them costs reading again, never running again.
 */
export async function saveCursors(pool: pg.Pool, node: string, lanes: Iterable<Lane>): Promise<void> {
  const stale = [...lanes].flatMap((lane) =>
    [...lane.cursors]
      .filter(([, at]) => at.pos !== at.saved)
      .map(([handler, at]) => ({ handler, lane, at, pos: at.pos })),
  )
  if (stale.length === 0) return
  const { rows } = await pool.query<{ handler: string; lane: number; pos: number }>(save, [
    node,
    stale.map((one) => one.handler),
    stale.map((one) => one.lane.no),
    stale.map((one) => one.lane.epoch),
    stale.map((one) => one.pos),
  ])
  const saved = new Map(rows.map((row) => [`${row.lane} ${row.handler}`, row.pos]))
  for (const { handler, lane, at } of stale) at.saved = saved.get(`${lane.no} ${handler}`) ?? at.saved
}
