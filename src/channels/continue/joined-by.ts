import { type FoundThread, isOurWindow, markRead } from '#conversations'
import { sql } from '#kernel/db'
import { asContact } from '../as-contact.ts'
import type { Source } from '../ingest/source.ts'
import type { ReceivedMessage } from '../port/inbound-event.ts'
import { continuedThread } from './continued-thread.ts'
import { wayBackOf } from './way-back.ts'

/**
 * The conversation of a window that this mail goes on in: it answers a mail of ours that continued it, from the address that mail
 * went to. The address still proves nothing: whoever writes from it is the contact of this conversation and of no other.
 */
export async function joinedBy(source: Source, { thread, from }: ReceivedMessage): Promise<FoundThread | null> {
  const names = [...(thread.alias === undefined ? [] : [thread.alias]), ...(thread.answers ?? [])]
  const found = await continuedThread(source, names)
  if (found === null) return null
  const given = await wayBackOf(source.ctx.db, found.conversationId)
  return given !== null && given.toLowerCase() === from.handle ? found : null
}

/** Who answers a mail has read it: the window shows nothing of it as new when they come back. */
export async function wasReadByMail(
  { ctx, at }: Source,
  { conversationId, contactId, channel }: FoundThread,
): Promise<void> {
  if (!isOurWindow(channel)) return
  const { rows } = await sql<{ seq: number | null }>`
    select max(seq) as seq from conversations.message
    where conversation_id = ${conversationId} and by_kind in ('agent', 'bot') and channel = 'email'`.execute(ctx.db)
  const seq = rows[0]?.seq ?? null
  if (seq !== null) await markRead(asContact(ctx, contactId, at.row.brand_id, conversationId), conversationId, seq)
}
