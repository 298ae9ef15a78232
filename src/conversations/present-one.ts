import { type Db, sql } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { InboxRow, Message } from './contract.ts'
import { messageJson, rowJson } from './present.ts'

/** The row as contracts show it. */
export async function presentRow(db: Db, id: ConversationId): Promise<InboxRow> {
  const { rows } = await sql<{ row: InboxRow }>`
    select ${rowJson} as row from conversations.inbox_row r where r.conversation_id = ${id}`.execute(db)
  const [found] = rows
  if (found === undefined) throw new Error('A conversation went away between two statements.')
  return found.row
}

/** A verb's answer: the row and one message, as they are now. */
export async function presentMessage(
  db: Db,
  id: ConversationId,
  message: MessageId,
): Promise<{ row: InboxRow; message: Message }> {
  const { rows } = await sql<{ row: InboxRow; message: Message }>`
    select ${rowJson} as row, ${messageJson} as message
    from conversations.inbox_row r join conversations.message m using (conversation_id)
    where r.conversation_id = ${id} and m.id = ${message}`.execute(db)
  const [found] = rows
  if (found === undefined) throw new Error('A message went away between two statements.')
  return found
}
