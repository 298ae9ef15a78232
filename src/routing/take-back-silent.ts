import { conversationFor, handTo, waitingSince } from '#conversations'
import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { AgentId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { lockItem, passItem } from './work-item.ts'

interface Held {
  id: ConversationId
  agent: AgentId
  /** Seconds after which its queue takes it back. */
  patience: number
}

/** Who got work and leaves the customer without an answer for so long loses it: it goes back to its queue, for others. */
export async function takeBackSilent(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const { rows } = await sql<Held>`
    select w.conversation_id as id, w.agent_id as agent, q.silence_minutes * 60 as patience
    from routing.queue q join routing.work_item w on w.queue_id = q.id
    join routing.assignment a on a.work_item_id = w.id and a.ended_at is null
    where q.silence_minutes is not null and w.state = 'assigned'
      and a.at <= ${now}::timestamptz - make_interval(mins => q.silence_minutes)`.execute(ctx.db)
  const waits = await waitingSince(
    ctx.db,
    rows.map((row) => row.id),
  )
  for (const held of rows) {
    const since = waits.get(held.id)
    if (since !== undefined && isSilent(held, since, now)) await ctx.transaction((tx) => takeBack(tx, held, now))
  }
}

const isSilent = ({ patience }: Held, since: Date, now: Date): boolean =>
  now.getTime() - since.getTime() >= patience * 1_000

/** Looked at once more under the lock: an answer may have left, or somebody else may have it. */
async function takeBack(tx: Tx, held: Held, now: Date): Promise<void> {
  const item = await lockItem(tx, held.id)
  if (item?.state !== 'assigned' || item.agent_id !== held.agent) return
  const row = await conversationFor(system, held.id, tx)
  if (row.holder !== 'agent' || row.waiting_since === null || !isSilent(held, row.waiting_since, now)) return
  await passItem(tx, held.id, held.agent)
  await handTo(tx, system, held.id, { holder: 'queue', queue: item.queue_id }, 'ignored')
}
