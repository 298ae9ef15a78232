import type { Row } from '#conversations'
import { type Db, sql } from '#kernel/db'
import type { AccountId } from '#kernel/ids'

interface Sender {
  id: AccountId
  name: string
  address: string
}

/** The mailbox that outsiders are written to from: the conversation's own, else the brand's first that works. */
export async function mailboxFor(db: Db, row: Pick<Row, 'conversation_id' | 'brand_id'>): Promise<Sender | null> {
  const { rows } = await sql<Sender>`
    select a.id, a.name, a.settings ->> 'address' as address from channels.account a
    where a.brand_id = ${row.brand_id} and a.channel = 'email' and a.disconnected_at is null and a.settings -> 'smtp' is not null
    order by a.id = (select account_id from conversations.conversation where id = ${row.conversation_id}) desc,
      a.state = 'needs-reauth', a.created_at, a.id limit 1`.execute(db)
  return rows[0] ?? null
}
