import { putInQueues, waitingForPerson } from '#conversations'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import { chooseQueues } from './choose-queue.ts'
import { settle } from './kept/settle.ts'
import { markStarts } from './vip/mark-starts.ts'
import { lockItems, queueAll, workOf } from './work-item.ts'

/**
 * Conversations began, and nobody's bot answers them: each needs a person. All that came together is done together, because a crowd
 * comes together. What somebody took meanwhile, or has its work already, is left as it is.
 */
export async function followStarts(tx: Tx, events: readonly StoredEvent<'conversation.started'>[]): Promise<void> {
  if (events.length === 0) return
  await queueStarts(tx, events)
  await markStarts(tx, events)
}

async function queueStarts(tx: Tx, events: readonly StoredEvent<'conversation.started'>[]): Promise<void> {
  const ids = events.filter(({ data }) => data.holder === 'queue').map(({ subject }) => subject as ConversationId)
  if (ids.length === 0) return
  const known = await lockItems(tx, ids)
  const rows = (await waitingForPerson(tx, ids)).filter((row) => !known.has(row.conversation_id))
  const places = await chooseQueues(
    tx,
    rows.filter((row) => row.queue_id === null),
  )
  await putInQueues(tx, places)
  const works = rows.flatMap((row) => {
    const queue = row.queue_id ?? places.get(row.conversation_id)
    return queue === undefined ? [] : [workOf(row, queue, tx.clock.now())]
  })
  await queueAll(tx, works, 'started')
  await settle(tx, rows, 'all')
}
