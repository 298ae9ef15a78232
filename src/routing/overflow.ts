import { conversationFor, handTo } from '#conversations'
import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId, QueueId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { lockItem } from './work-item.ts'

const AT_MOST = 500

interface Late {
  id: ConversationId
  to: QueueId
}

/** What nobody took for so long goes to the queue that helps out: once, until somebody has had it. */
export async function overflow(ctx: Context): Promise<void> {
  const { rows } = await sql<Late>`
    select w.conversation_id as id, q.overflow_to as to from routing.work_item w join routing.queue q on q.id = w.queue_id
    where w.state = 'waiting' and not w.overflowed and q.overflow_minutes is not null
      and w.since <= ${ctx.clock.now()}::timestamptz - make_interval(mins => q.overflow_minutes)
    order by w.priority, w.since limit ${AT_MOST}`.execute(ctx.db)
  for (const late of rows) await ctx.transaction((tx) => move(tx, late))
}

async function move(tx: Tx, { id, to }: Late): Promise<void> {
  const item = await lockItem(tx, id)
  if (item?.state !== 'waiting' || item.overflowed) return
  const row = await conversationFor(system, id, tx)
  if (row.holder === 'queue') await handTo(tx, system, id, { holder: 'queue', queue: to }, 'overflowed')
}
