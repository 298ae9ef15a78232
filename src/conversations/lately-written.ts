import { type Db, sql } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'

const MOST = 10

interface Written {
  id: MessageId
  text: string
  lang: string | null
}

/** What the contact wrote last, newest first: a few, and nothing that was taken back. */
export async function latelyWritten(db: Db, id: ConversationId): Promise<Written[]> {
  const { rows } = await sql<Written>`
    select id, text, lang from conversations.message
    where conversation_id = ${id} and by_kind = 'contact' and deleted_at is null
    order by seq desc limit ${MOST}`.execute(db)
  return rows
}
