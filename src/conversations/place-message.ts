import { type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { type EventName, publication } from '#kernel/events'
import { type Change, factOf, type Row } from './lock-row.ts'
import { insertionOf, type NewMessage } from './message.ts'

interface Placing<N extends EventName> extends Change<N> {
  /** It gets the next place of the row as it was locked; `set` raises `last_seq`, and moves the row into no other hands. */
  message: NewMessage
  /** What is done with it. */
  also?: RawBuilder<unknown>
}

/**
 * A message of ours takes its place, the locked row is changed and the log told: one statement, for between a reply and the window
 * that shows it the round trips are what takes time. Answers the row as it is now.
 */
export async function placeMessage<N extends EventName>(tx: Tx, placing: Placing<N>): Promise<Row> {
  const { row, set, name, data, message, also = NOTHING } = placing
  const said = insertionOf(tx, { conversation_id: row.conversation_id, last_seq: row.last_seq + 1 }, message)
  const { rows } = await sql<Row>`
    with said as (${said}), told as (${publication(tx, name, factOf(row, data)) ?? NOTHING}), also as (${also})
    update conversations.inbox_row set ${set}, rev = rev + 1
    where conversation_id = ${row.conversation_id} returning *`.execute(tx)
  const [now] = rows
  if (now === undefined) throw notFound('conversation')
  return now
}

const NOTHING = sql`select`
