import { columnsOf, type Database, hot, runShared, together } from '#kernel/db'
import { type AccountId, newId } from '#kernel/ids'
import { enqueueText } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import type { RawDelivery } from '../port/adapter.ts'

interface Kept {
  repeat: boolean
}

/** Larger ones take the whole of a round trip anyway, and many of them would be in memory twice. */
const SMALL_BYTES = 64_000

/**
 * Deliveries and the work they need in one statement; a place in the arrays is one of them. Jobs in one order everywhere, so that two
 * nodes do not wait for each other.
 */
const keep = hot<{ id: string }>(
  'channels.keep-delivery',
  `with kept as (
    insert into channels.delivery (id, account_id, key, method, path, headers, body, received_at)
    select id, account_id, key, method, path, headers::jsonb, body, received_at
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::timestamptz[])
      with ordinality as given(id, account_id, key, method, path, headers, body, received_at, place)
    order by given.place
    on conflict (account_id, key) do nothing
    returning id, account_id, received_at
  ), job as (
    ${enqueueText(`select 'channels.parse-account', account_id, 'parse:' || account_id, jsonb_build_object('accountId', account_id), at, at, at
    from (select account_id, min(received_at) as at from kept group by account_id) account
    order by account_id`)}
  )
  select id from kept`,
)

type Row = readonly [id: string, account: AccountId, key: string, ...rest: unknown[]]

const keepOne = async ({ pool }: Database, row: Row): Promise<Kept> => ({
  repeat: (await keep.run(pool, columnsOf([row]))).length === 0,
})

const keepAlongside = together<Row, Kept>({
  // What came first is kept first.
  underWay: 1,
  keyOf: ([, account, key]) => `${account} ${key}`,
  run: async (database, rows) => {
    const kept = new Set((await runShared(database, keep, rows)).map(({ id }) => id))
    return rows.map(([id]) => ({ repeat: !kept.has(id) }))
  },
  alone: keepOne,
})

/**
 * Puts a delivery on disk with the work it needs, before anybody reads it; small ones of the same moment share a statement. Whatever came
 * with this key before is not kept again.
 */
export async function keepDelivery(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  account: AccountId,
  key: string,
  { method, path, headers, body }: Omit<RawDelivery, 'receivedAt'>,
): Promise<Kept> {
  const row: Row = [newId(), account, key, method, path, JSON.stringify(headers), body, clock.now()]
  const kept = await (body.length > SMALL_BYTES ? keepOne(database, row) : keepAlongside(database, row))
  database.ring()
  return kept
}
