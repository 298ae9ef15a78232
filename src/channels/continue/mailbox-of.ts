import { type Db, sql } from '#kernel/db'
import type { AccountId, BrandId } from '#kernel/ids'

/** The mailbox a brand writes from when nobody wrote to one: the oldest that is connected, those in good health first. Null: it has none. */
export async function mailboxOf(db: Db, brand: BrandId): Promise<AccountId | null> {
  const { rows } = await sql<{ id: AccountId }>`
    select id from channels.account
    where brand_id = ${brand} and channel = 'email' and disconnected_at is null and settings -> 'smtp' is not null
    order by state = 'needs-reauth', created_at, id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** May somebody who leaves be told that the answer comes by mail? */
export const answersByMail = async (db: Db, brand: BrandId): Promise<boolean> => (await mailboxOf(db, brand)) !== null
