import { conversationFor, handTo } from '#conversations'
import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId, QueueId } from '#kernel/ids'
import { changePresence } from './presence/change-presence.ts'
import { lockItem } from './work-item.ts'

/** Away or offline: conversations where the customer waits are given back; answered ones stay theirs, but not the most urgent. */
export async function releaseWork(tx: Tx, event: StoredEvent<'presence.changed'>): Promise<void> {
  if (event.data.to === 'available' || event.data.to === 'busy') return
  const { rows } = await sql<{ id: ConversationId; queue: QueueId }>`
    select conversation_id as id, queue_id as queue from routing.work_item
    where agent_id = ${event.data.agentId} and state = 'assigned' order by since`.execute(tx)
  for (const { id, queue } of rows) await giveBackWaiting(tx, id, queue)
}

async function giveBackWaiting(tx: Tx, id: ConversationId, queue: QueueId): Promise<void> {
  await lockItem(tx, id)
  const row = await conversationFor(system, id, tx)
  if ((row.waiting_since === null && row.priority !== 'P1') || row.status !== 'open' || row.holder !== 'agent') return
  await handTo(tx, system, id, { holder: 'queue', queue: row.queue_id ?? queue }, 'went-away')
}

/** Nobody works under this name any more: everything of theirs, waiting or not, goes back. */
export async function releaseAll(tx: Tx, event: StoredEvent<'agent.deactivated'>): Promise<void> {
  const { rows } = await sql<{ id: ConversationId; queue: QueueId }>`
    select conversation_id as id, queue_id as queue from routing.work_item where agent_id = ${event.data.agentId}`.execute(
    tx,
  )
  for (const { id, queue } of rows) {
    await lockItem(tx, id)
    await handTo(tx, system, id, { holder: 'queue', queue }, 'went-away')
  }
  await changePresence(tx, event.data.agentId, { state: 'offline', reason: 'deactivated' })
}
