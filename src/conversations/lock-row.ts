import type { Selectable } from 'kysely'
import { type Actor, allow, type Permission } from '#kernel/access'
import { type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { type EventMap, type EventName, publish } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { InboxRowTable } from './tables.ts'

export type Row = Selectable<InboxRowTable>

/** Locks the conversation's row: from here to commit its verbs run one after the other. Foreign or unknown: 404. */
export async function lockRow(tx: Tx, actor: Actor, permission: Permission, id: ConversationId): Promise<Row> {
  const row = await tx
    .selectFrom('conversations.inbox_row')
    .selectAll()
    .where('conversation_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return permitted(actor, permission, row, id)
}

/** The row, if this actor may: a visitor their own conversation, staff what their grants cover. */
export function permitted<R extends Row>(
  actor: Actor,
  permission: Permission,
  row: R | undefined,
  id: ConversationId,
): R {
  if (row === undefined) throw notFound('conversation')
  if (actor.kind !== 'visitor') allow(actor, permission, { brand: row.brand_id, scopes: row.scopes }, 'conversation')
  else if (actor.conversationId !== id) throw notFound('conversation')
  return row
}

export interface Change<N extends EventName> {
  row: Row
  set: RawBuilder<unknown>
  name: N
  data: EventMap[N]
}

/** Changes the locked row and says what happened: the event takes its order from this row's lock. Answers the row as it is now. */
export async function changeRow<N extends EventName>(tx: Tx, change: Change<N>): Promise<Row> {
  const { rows } = await sql<Row>`
    update conversations.inbox_row set ${change.set}, rev = rev + 1
    where conversation_id = ${change.row.conversation_id} returning *`.execute(tx)
  const [now] = rows
  if (now === undefined) throw notFound('conversation')
  await announce(tx, now, change.name, change.data, change.row.scopes)
  return now
}

/** Publishes a fact about a conversation whose row this transaction has locked. */
export function announce<N extends EventName>(
  tx: Tx,
  row: Row,
  name: N,
  data: EventMap[N],
  was?: readonly string[],
): Promise<void> {
  const moved = was !== undefined && was.join() !== row.scopes.join()
  return publish(tx, name, { ...factOf(row, data), ...(moved ? { was } : {}) })
}

/** What the log is told of a conversation, whatever it is. */
export const factOf = <Data>(row: Row, data: Data) => ({
  brand: row.brand_id,
  subject: row.conversation_id,
  about: { contact: row.contact_id },
  data,
  scopes: row.scopes,
})
