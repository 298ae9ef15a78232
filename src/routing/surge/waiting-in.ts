import { type Db, sql } from '#kernel/db'
import type { BrandId, ConversationId } from '#kernel/ids'

/** So many are told something in one go; the rest follows at once, and what dies in between is done by the next. */
const AT_ONCE = 50

interface Which {
  /** Of the run that is on. */
  id: string
  brand: BrandId
  /** None: of all of the brand. */
  queues: readonly string[]
  /** Where it is kept who was told. */
  done: 'surge_answer' | 'surge_call'
  /** Absent: all. */
  among?: readonly ConversationId[]
}

/** Who waits in a queue that it is for and was not told yet, the longest first. */
export async function waitingIn(db: Db, { id, brand, queues, done, among }: Which): Promise<ConversationId[]> {
  const { rows } = await sql<{ id: ConversationId }>`
    select w.conversation_id as id from routing.work_item w
    where w.brand_id = ${brand} and w.state = 'waiting'
      and ${queues.length === 0 ? sql`true` : sql`w.queue_id = any(${[...queues]}::uuid[])`}
      and ${among === undefined ? sql`true` : sql`w.conversation_id = any(${[...among]}::uuid[])`}
      and not exists (
        select from ${sql.table(`routing.${done}`)} a where a.run_id = ${id} and a.conversation_id = w.conversation_id)
    order by w.since, w.conversation_id limit ${AT_ONCE}`.execute(db)
  return rows.map((row) => row.id)
}
