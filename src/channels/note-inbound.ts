import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'

// Health needs minutes, not every message: at most one write a minute keeps a busy account's row from becoming a queue.
const EVERY_SECONDS = 60

/** When something last came in on an account: silence where there should be noise is a fault. */
export async function noteInbound(tx: Tx, event: StoredEvent<'message.received'>): Promise<void> {
  await sql`
    update channels.account a set last_inbound_at = ${event.at}, rev = rev + 1
    where a.id = ${event.data.accountId} and coalesce(a.last_inbound_at, '-infinity') < ${event.at}::timestamptz - make_interval(secs => ${EVERY_SECONDS})`.execute(
    tx,
  )
}
