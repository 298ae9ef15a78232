import type { Selectable } from 'kysely'
import { type Db, hot } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { RawDelivery } from '../port/adapter.ts'
import type { DeliveryTable } from '../tables.ts'

type KeptRow = Pick<
  Selectable<DeliveryTable>,
  'id' | 'account_id' | 'method' | 'path' | 'headers' | 'body' | 'received_at'
>

export interface KeptDelivery {
  id: string
  account: AccountId
  raw: RawDelivery
}

export async function findDelivery(db: Db, id: string): Promise<KeptDelivery | null> {
  const row = await db.selectFrom('channels.delivery').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : keptOf(row)
}

/** The first of what is still to be read, and whether that was not all. */
export interface Unread {
  deliveries: KeptDelivery[]
  more: boolean
}

/** (account, deliveries at most, bytes at most). Its columns by name: a release that adds one must not break the plan of the release before. */
const unread = hot<KeptRow & { waiting: number }>(
  'channels.unread-deliveries',
  `with next as (
    select id, seq, sum(octet_length(body)) over (order by seq) as bytes, row_number() over (order by seq) as place
    from (
      select id, seq, body from channels.delivery
      where account_id = $1 and parsed_at is null and aside_at is null order by seq limit $2
    ) as unread
  )
  select d.id, d.account_id, d.method, d.path, d.headers, d.body, d.received_at, (select count(*)::int from next) as waiting from channels.delivery d
  where d.id = any(array(select id from next where bytes <= $3 or place = 1)) order by d.seq`,
)

/** What is still to be read of an account, in the order it came: so many at most, and as many bytes; the first one whatever its size. */
export async function unreadDeliveries(
  db: Db,
  account: AccountId,
  most: { deliveries: number; bytes: number },
): Promise<Unread> {
  const rows = await unread.run(db, [account, most.deliveries, most.bytes])
  const waiting = rows[0]?.waiting ?? 0
  return { deliveries: rows.map(keptOf), more: waiting > rows.length || waiting === most.deliveries }
}

const keptOf = ({ id, account_id, method, path, headers, body, received_at }: KeptRow): KeptDelivery => ({
  id,
  account: account_id,
  raw: { method, path, headers, body, receivedAt: received_at },
})
