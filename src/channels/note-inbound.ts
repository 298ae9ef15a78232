import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { AccountId } from '#kernel/ids'
import type { App } from '#kernel/registry'

// Health needs minutes, not every message: at most one write a minute keeps a busy account's row from becoming a queue.
const EVERY_SECONDS = 60

/** What this node has written itself: it need not ask the row whether it is too soon again. */
const noted = new WeakMap<App, Map<AccountId, number>>()

/** When something last came in on an account: silence where there should be noise is a fault. */
export async function noteInbound(tx: Tx, event: StoredEvent<'message.received'>, app: App): Promise<void> {
  const accounts = noted.get(app) ?? new Map<AccountId, number>()
  noted.set(app, accounts)
  const { accountId } = event.data
  const at = event.at.getTime()
  const before = accounts.get(accountId) ?? Number.NEGATIVE_INFINITY
  // The same event again: what was written with it was undone with its batch.
  if (at > before && at - before < EVERY_SECONDS * 1_000) return
  await sql`
    update channels.account a set last_inbound_at = ${event.at}, rev = rev + 1
    where a.id = ${accountId} and coalesce(a.last_inbound_at, '-infinity') < ${event.at}::timestamptz - make_interval(secs => ${EVERY_SECONDS})`.execute(
    tx,
  )
  accounts.set(accountId, at)
}
