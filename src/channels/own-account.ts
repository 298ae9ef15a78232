import { type Database, type Db, sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type AccountId, type BrandId, newId } from '#kernel/ids'

/** The brand's account on a window of our own; made when it is first needed. Ten at once make one. */
export async function ownAccount(tx: Tx, brand: BrandId, channel: 'chat.web' | 'form'): Promise<AccountId> {
  const found = await findOwn(tx, brand, channel)
  if (found !== undefined) return found
  const id = newId<'account'>()
  const added = await sql<{ id: AccountId }>`
    insert into channels.account (id, brand_id, channel, name, created_at) values (${id}, ${brand}, ${channel}, ${channel}, ${tx.clock.now()})
    on conflict (brand_id, channel) where channel in ('chat.web', 'form') do nothing returning id`.execute(tx)
  if (added.rows.length === 0) return (await findOwn(tx, brand, channel)) ?? id
  await publish(tx, 'account.connected', { brand, subject: id, data: { accountId: id, channel } })
  return id
}

async function findOwn(db: Db, brand: BrandId, channel: string): Promise<AccountId | undefined> {
  const row = await db
    .selectFrom('channels.account')
    .select('id')
    .where('brand_id', '=', brand)
    .where('channel', '=', channel)
    .executeTakeFirst()
  return row?.id
}

const known = new WeakMap<Database, Map<string, AccountId>>()

/** The same outside a transaction, for a brand that has it: it was made with its first conversation, and never becomes another. */
export async function ownAccountOf(
  database: Database,
  brand: BrandId,
  channel: 'chat.web' | 'form',
): Promise<AccountId> {
  const accounts = known.get(database) ?? new Map<string, AccountId>()
  known.set(database, accounts)
  const key = `${channel} ${brand}`
  const id = accounts.get(key) ?? (await findOwn(database.db, brand, channel))
  if (id === undefined) throw new Error(`A conversation of a brand that has no ${channel} account.`)
  accounts.set(key, id)
  return id
}
