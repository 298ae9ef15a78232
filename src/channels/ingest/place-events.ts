import { sql, type Tx } from '#kernel/db'
import { newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { InboundEvent } from '../port/inbound-event.ts'
import type { KeptDelivery } from './find-delivery.ts'

/** Puts what was read in its place in the thread. Once for each key: push and poll of the same thing, or ten repeats, are one event. */
export async function placeEvents(tx: Tx, { id, account }: KeptDelivery, events: readonly InboundEvent[]) {
  const now = tx.clock.now()
  for (const event of events) {
    const kept = await tx
      .insertInto('channels.inbound')
      .values({ id: newId(), account_id: account, delivery_id: id, key: event.key, event, received_at: now })
      .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (kept !== undefined)
      await enqueue(tx, 'channels.take-event', { inboundId: kept.id }, { lane: laneOf(account, event) })
  }
  await sql`update channels.delivery set parsed_at = ${now}, aside_at = null where id = ${id}`.execute(tx)
}

/** One at a time within a thread, beside each other across threads. A change waits for its message, so it may not stand before it. */
const laneOf = (account: string, event: InboundEvent): string =>
  event.type === 'edit' || event.type === 'delete'
    ? `in:${account}:change:${event.ref}`
    : `in:${account}:${event.thread.id}`
