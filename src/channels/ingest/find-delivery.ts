import type { Db } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { RawDelivery } from '../port/adapter.ts'

export interface KeptDelivery {
  id: string
  account: AccountId
  raw: RawDelivery
}

export async function findDelivery(db: Db, id: string): Promise<KeptDelivery | null> {
  const row = await db.selectFrom('channels.delivery').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  const { method, path, headers, body, received_at } = row
  return { id, account: row.account_id, raw: { method, path, headers, body, receivedAt: received_at } }
}
