import { type Db, sql } from '#kernel/db'
import type { BrandId, QueueId } from '#kernel/ids'
import type { Day } from './day.ts'

export interface Survey {
  /** Milliseconds since the epoch; of what was asked after the day, when it was solved. */
  at: number
  /** Where the conversation is counted; null: it never waited in a queue. */
  queue: QueueId | null
}

/** Asked that day, or later about what was solved that day: while surveys are paused nobody is asked either. */
export async function surveysOf(db: Db, brand: BrandId, { from, to }: Day): Promise<Survey[]> {
  const { rows } = await sql<Survey>`
    select (extract(epoch from case when s.at < ${to} then s.at else solved.at end) * 1000)::float8 as at, w.queue_id as queue
    from kernel.event s left join routing.work_item w on w.conversation_id = s.subject
      left join lateral (
        select c.at from kernel.event c where s.at >= ${to} and c.subject = s.subject and c.name = 'conversation.solved'
          and c.at >= ${from} and c.at <= s.at order by c.seq desc limit 1) solved on true
    where s.name = 'survey.sent' and s.brand = ${brand} and s.at >= ${from} and s.at < ${to}::timestamptz + interval '2 days'
      and (s.at < ${to} or solved.at < ${to})`.execute(db)
  return rows
}
