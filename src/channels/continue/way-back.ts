import { type Db, sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** The address somebody gave in this conversation, as they typed it. The newest counts; who asked to be forgotten stays so. */
export async function keepWayBack(tx: Tx, id: ConversationId, address: string): Promise<void> {
  await sql`
    insert into channels.way_back as w (conversation_id, address, at) values (${id}, ${address.trim()}, ${tx.clock.now()})
    on conflict (conversation_id) do update set address = excluded.address, at = excluded.at, rev = w.rev + 1
    where w.address <> excluded.address`.execute(tx)
}

/** The conversation was forgotten: nothing goes anywhere because of it, whatever else is known of its contact. */
export async function neverAgain(tx: Tx, id: ConversationId): Promise<void> {
  await sql`
    insert into channels.way_back as w (conversation_id, address, at) values (${id}, null, ${tx.clock.now()})
    on conflict (conversation_id) do update set address = null, at = excluded.at, rev = w.rev + 1`.execute(tx)
}

/** What they gave in it. Null: nothing, or it was forgotten. */
export async function givenIn(db: Db, id: ConversationId): Promise<string | null> {
  const row = await db
    .selectFrom('channels.way_back')
    .select('address')
    .where('conversation_id', '=', id)
    .executeTakeFirst()
  return row?.address ?? null
}

/** Where its contact can be written to: what they gave in it, else an address that is known to be theirs. Null: nowhere. */
export async function wayBackOf(db: Db, id: ConversationId): Promise<string | null> {
  const { rows } = await sql<{ address: string | null }>`
    select case when w.conversation_id is not null then w.address else (
      select i.handle from people.identity i where i.contact_id = c.contact_id and i.brand_id = c.brand_id and i.channel = 'email'
      order by i.created_at desc limit 1) end as address
    from conversations.conversation c left join channels.way_back w on w.conversation_id = c.id where c.id = ${id}`.execute(
    db,
  )
  return rows[0]?.address ?? null
}

export interface WayBack {
  given: boolean
  rev: number
}

/** Whether something was said about it in each of these conversations. */
export async function waysBack(db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, WayBack>> {
  const rows = await db
    .selectFrom('channels.way_back')
    .select(['conversation_id', 'rev'])
    .select(sql<boolean>`address is not null`.as('given'))
    .where('conversation_id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ conversation_id, ...way }) => [conversation_id, way]))
}
