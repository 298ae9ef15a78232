import { type Database, together } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { connected } from '../accounts/account.ts'
import type { InboundEvent } from '../port/inbound-event.ts'
import { type KeptDelivery, unreadDeliveries } from './find-delivery.ts'
import { readDelivery } from './parse-delivery.ts'
import { placeEvents } from './place-events.ts'

/** Read in one transaction, and in memory together. */
const AT_ONCE = { deliveries: 50, bytes: 30_000_000 }

/**
 * Reads what an account was sent, in the order it came: reading two deliveries beside each other would put a customer's second
 * message before the first. What cannot be read is set aside and tried alone, so that it holds nobody back.
 * What is kept while this runs has a job of its own.
 */
export async function parseAccount(ctx: Context, { accountId }: { accountId: AccountId }): Promise<void> {
  for (let more = true; more; ) {
    const unread = await unreadDeliveries(ctx.db, accountId, AT_ONCE)
    if (unread.deliveries.length === 0) return
    const at = await connected(ctx, ctx.db, accountId)
    const read = await Promise.all(
      unread.deliveries.map(async (delivery) => ({
        delivery,
        events: await readDelivery(at, delivery).catch(() => null),
      })),
    )
    await placeAlongside(ctx.database, { account: accountId, read })
    more = unread.more
  }
}

interface Read {
  account: AccountId
  /** Null: it could not be read. */
  read: readonly { delivery: KeptDelivery; events: readonly InboundEvent[] | null }[]
}

/** Accounts that were read at the same moment share a transaction. */
const placeAlongside = together<Read, null>({
  keyOf: ({ account }) => account,
  run: async (database, accounts) => {
    await place(database, accounts)
    return accounts.map(() => null)
  },
  alone: (database, account) => place(database, [account]),
})

const place = (database: Database, accounts: readonly Read[]): Promise<null> =>
  database.transaction('system', async (tx) => {
    const all = accounts.flatMap(({ read }) => read)
    await placeEvents(
      tx,
      all.flatMap(({ delivery, events }) => (events === null ? [] : [{ delivery, events }])),
    )
    for (const { delivery, events } of all) {
      if (events !== null) continue
      await tx
        .updateTable('channels.delivery')
        .set({ aside_at: tx.clock.now() })
        .where('id', '=', delivery.id)
        .execute()
      await enqueue(tx, 'channels.parse-delivery', { deliveryId: delivery.id })
    }
    return null
  })
