import type { Selectable } from 'kysely'
import { type Db, sql } from '#kernel/db'
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

/** What is still to be read of an account, in the order it came: so many at most, and as many bytes; the first one whatever its size. */
export async function unreadDeliveries(
  db: Db,
  account: AccountId,
  most: { deliveries: number; bytes: number },
): Promise<KeptDelivery[]> {
  const { rows } = await sql<Selectable<DeliveryTable>>`
    with next as (
      select id, seq, sum(octet_length(body)) over (order by seq) as bytes, row_number() over (order by seq) as place
      from (
        select id, seq, body from channels.delivery
        where account_id = ${account} and parsed_at is null and aside_at is null order by seq limit ${most.deliveries}
      ) as unread
    )
    select d.* from next join channels.delivery d using (id) where next.bytes <= ${most.bytes} or place = 1 order by d.seq`.execute(
    db,
  )
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
