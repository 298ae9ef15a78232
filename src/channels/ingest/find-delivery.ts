import type { Selectable } from 'kysely'
import type { Db } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { RawDelivery } from '../port/adapter.ts'
import type { DeliveryTable } from '../tables.ts'

export interface KeptDelivery {
  id: string
  account: AccountId
  raw: RawDelivery
}

export async function findDelivery(db: Db, id: string): Promise<KeptDelivery | null> {
  const row = await db.selectFrom('channels.delivery').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : keptOf(row)
}

/** What is still to be read of an account, in the order it came. */
export async function unreadDeliveries(db: Db, account: AccountId, atMost: number): Promise<KeptDelivery[]> {
  const rows = await db
    .selectFrom('channels.delivery')
    .selectAll()
    .where('account_id', '=', account)
    .where('parsed_at', 'is', null)
    .where('aside_at', 'is', null)
    .orderBy('seq')
    .limit(atMost)
    .execute()
  return rows.map(keptOf)
}

const keptOf = ({
  id,
  account_id,
  method,
  path,
  headers,
  body,
  received_at,
}: Selectable<DeliveryTable>): KeptDelivery => ({
  id,
  account: account_id,
  raw: { method, path, headers, body, receivedAt: received_at },
})
