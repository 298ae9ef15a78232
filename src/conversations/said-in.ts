import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Message } from './contract.ts'
import { conversationFor } from './conversation-for.ts'
import { messageJson } from './present.ts'

/** Longer ones exist nowhere but in floods. */
const MOST = 5_000

/** What the contact and the brand said to each other, oldest first: no notes, nothing that was taken back. */
export async function saidIn(ctx: Context, id: ConversationId): Promise<Message[]> {
  await conversationFor(ctx.actor, id, ctx.db)
  const { rows } = await sql<{ message: Message }>`
    select ${messageJson} as message from conversations.message m join conversations.inbox_row r using (conversation_id)
    where m.conversation_id = ${id} and m.visibility <> 'note' and m.deleted_at is null and m.delivery is distinct from 'withdrawn'
    order by m.seq limit ${MOST}`.execute(ctx.db)
  return rows.map(({ message }) => message)
}
