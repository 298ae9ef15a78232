import { type Db, sql, type Tx } from '#kernel/db'
import { publishAll } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import { factOf, type Row } from './lock-row.ts'
import type { Stamp } from './stamp.ts'

/** The inbox rows of these conversations as they are now, for modules above that follow many together. */
export async function rowsOf(db: Db, ids: readonly ConversationId[]): Promise<Map<ConversationId, Row>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversations.inbox_row')
    .selectAll()
    .where('conversation_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row]))
}

/** The same, locked in the order of their ids until the end of the transaction: what is announced of them has its place. */
export async function lockRows(tx: Tx, ids: readonly ConversationId[]): Promise<Map<ConversationId, Row>> {
  const rows = await tx
    .selectFrom('conversations.inbox_row')
    .selectAll()
    .where('conversation_id', 'in', [...ids])
    .orderBy('conversation_id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row]))
}

export interface DueStamp {
  id: ConversationId
  due: NonNullable<Stamp['due']> | null
}

/** stamp() of the due time for many, by one statement; rows are locked in the order of their ids. */
export async function stampDues(tx: Tx, dues: readonly DueStamp[]): Promise<void> {
  if (dues.length === 0) return
  const given = dues.map(({ id, due }) => ({ id, at: due?.at ?? null, kind: due?.kind ?? null }))
  const { rows } = await sql<Row>`
    with given as (select * from json_to_recordset(${JSON.stringify(given)}::json) as (id uuid, at timestamptz, kind text)),
    locked as (
      select conversation_id from conversations.inbox_row
      where conversation_id in (select id from given) order by conversation_id for update)
    update conversations.inbox_row r set due_at = g.at, due_kind = g.kind, rev = r.rev + 1
    from locked join given g on g.id = locked.conversation_id
    where r.conversation_id = g.id and (r.due_at, r.due_kind) is distinct from (g.at, g.kind) returning r.*`.execute(tx)
  await publishAll(
    tx,
    'conversation.changed',
    rows.map((row) => factOf(row, { what: 'due' })),
  )
}
