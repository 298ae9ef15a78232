import { columnsOf, hot, type Tx } from '#kernel/db'
import { newId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import type { InboundEvent } from '../port/inbound-event.ts'
import type { KeptDelivery } from './find-delivery.ts'

/** A delivery and every event that was read in it. */
export interface ReadDelivery {
  delivery: KeptDelivery
  events: readonly InboundEvent[]
}

/** (ids, accounts, deliveries, keys, events as JSON, now): what was not there before. */
const keep = hot<{ id: string }>(
  'channels.keep-inbound',
  `insert into channels.inbound (id, account_id, delivery_id, key, event, received_at)
   select id, account_id, delivery_id, key, event::jsonb, $6
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) with ordinality
     as given(id, account_id, delivery_id, key, event, place)
   order by given.place
   on conflict (account_id, key) do nothing returning id`,
)

const done = hot(
  'channels.delivery-read',
  `update channels.delivery set parsed_at = $2, aside_at = null where id = any($1::uuid[])`,
)

/**
 * Puts what was read in its place in the thread, in the order it was sent. Once for each key: push and poll of the same thing, or ten
 * repeats, are one event.
 */
export async function placeEvents(tx: Tx, read: readonly ReadDelivery[]): Promise<void> {
  if (read.length === 0) return
  const now = tx.clock.now()
  const events = read.flatMap(({ delivery, events }) => events.map((event) => ({ id: newId(), delivery, event })))
  if (events.length > 0) {
    const rows = events.map(({ id, delivery, event }) => [
      id,
      delivery.account,
      delivery.id,
      event.key,
      JSON.stringify(event),
    ])
    const kept = new Set((await keep.run(tx, [...columnsOf(rows), now])).map(({ id }) => id))
    const jobs = events
      .filter(({ id }) => kept.has(id))
      .map(({ id, delivery, event }) => ({ payload: { inboundId: id }, lane: laneOf(delivery.account, event) }))
    await enqueueAll(tx, 'channels.take-event', jobs)
  }
  await done.run(tx, [read.map(({ delivery }) => delivery.id), now])
}

/** One at a time within a thread, beside each other across threads. A change waits for its message, so it may not stand before it. */
const laneOf = (account: string, event: InboundEvent): string =>
  event.type === 'edit' || event.type === 'delete'
    ? `in:${account}:change:${event.ref}`
    : `in:${account}:${event.thread.id}`
