import { type Db, sql } from '#kernel/db'
import type { BrandId, ConversationId, QueueId } from '#kernel/ids'
import type { Day } from './day.ts'

/** A conversation that came to wait on a day. Times in milliseconds since the epoch. */
export interface Came {
  id: ConversationId
  at: number
  /** Where it belongs, also when a plan that was on sent it elsewhere. */
  queue: QueueId
  /** One sent it elsewhere. */
  shared: boolean
  /** Its queue was chosen by what it is; where a person or a rule about waiting put it, a plan lets it be. */
  chosen: boolean
  /** A person put it elsewhere before anybody had it: they would have with a plan, too. */
  byHand: boolean
  channel: string
  priority: string
  /** When somebody first had it, and when it was settled without anybody. */
  taken: number | null
  left: number | null
}

/** Why something waits where it does without having been chosen anew: a person put it there, time did, or it came back. */
const PLACED = "'transferred', 'overflowed', 'baton', 'returned', 'came-back', 'went-away', 'ignored'"

/**
 * Each conversation once, as it first came to wait that day. Where what it is moved it on before somebody had it, it belongs where it
 * was last.
 */
export async function cameOn(db: Db, brand: BrandId, { from, to }: Day): Promise<Came[]> {
  const inDay = sql`brand = ${brand} and at >= ${from} and at < ${to}`
  const { rows } = await sql<Came>`
    with queued as materialized (
      select subject as item, (data->>'queueId')::uuid as queue, data->>'reason' not in (${sql.raw(PLACED)}) as chosen,
        data->>'reason' in ('transferred', 'baton') as by_hand, at, seq
      from kernel.event where name = 'work-item.queued' and ${inDay}),
    first as materialized (select item, min(at) as at from queued group by 1),
    taken as materialized (
      select item, min(a.at) as at from first f join routing.assignment a on a.work_item_id = f.item and a.at >= f.at
      where a.at >= ${from} and a.at < ${to} group by 1),
    gone as materialized (
      select item, max(e.at) as at from first f join kernel.event e on e.subject = f.item and e.at >= f.at
      where e.name = 'work-item.done' and e.brand = ${brand} and e.at >= ${from} and e.at < ${to} group by 1),
    waiting as materialized (select q.* from queued q left join taken t using (item) where t.at is null or q.at <= t.at),
    place as (
      select distinct on (item) item, queue, chosen from waiting
      order by item, chosen desc, case when chosen then -seq else seq end),
    final as (select distinct on (item) item, by_hand from waiting order by item, seq desc),
    shared as materialized (
      select distinct on (s.conversation_id, s.to_id) s.conversation_id, s.from_id, s.to_id from routing.surge_share s join routing.surge_run r on r.id = s.run_id
      where r.brand_id = ${brand} and r.since < ${to} and (r.ended_at is null or r.ended_at >= ${from})
        and s.at >= ${from} and s.at < ${to} order by s.conversation_id, s.to_id, s.at desc)
    select w.conversation_id as id, (extract(epoch from f.at) * 1000)::float8 as at, coalesce(s.from_id, p.queue) as queue,
      s.from_id is not null as shared, p.chosen, final.by_hand as "byHand",
      w.channel, w.priority, (extract(epoch from t.at) * 1000)::float8 as taken,
      case when t.at is null then (extract(epoch from g.at) * 1000)::float8 end as left
    from first f join place p using (item) join final using (item) join routing.work_item w on w.id = f.item left join taken t using (item)
      left join gone g using (item) left join shared s on s.conversation_id = w.conversation_id and s.to_id = p.queue
    order by f.at, f.item`.execute(db)
  return rows
}
