import { isOurWindow } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId, MessageId } from '#kernel/ids'
import { enqueue, soLongAfter } from '#kernel/jobs'
import type { App } from '#kernel/registry'
import { waitUnread } from '../continue/wait-unread.ts'

/** As long as an advisor may take a reply back. */
const HELD_MS = 5_000

/** A reply on a channel of the outside leaves when undo has passed; a bot takes nothing back. One at a time in a conversation, in order. */
export async function queueReply(tx: Tx, event: StoredEvent<'reply.sent'>, app: App): Promise<void> {
  const { messageId } = event.data
  // By a merged conversation it leaves as that one's own.
  const way = await wayOf(tx, event.subject, messageId)
  if (way === null) return
  if (isOurWindow(way.channel)) return waitUnread(tx, { ...event, subject: way.id }, app)
  const at = soLongAfter(tx, event.at, event.data.author === 'agent' ? HELD_MS : 0)
  await enqueue(
    tx,
    'channels.deliver-reply',
    { conversationId: way.id, messageId },
    { key: messageId, lane: `out:${way.id}`, at },
  )
}

async function wayOf(
  tx: Tx,
  subject: ConversationId,
  message: MessageId,
): Promise<{ id: ConversationId; channel: string } | null> {
  const { rows } = await sql<{ id: ConversationId; channel: string }>`
    select c.id, c.channel from conversations.message m join conversations.conversation c on c.id = coalesce(m.home_id, m.conversation_id)
    where m.conversation_id = ${subject} and m.id = ${message}`.execute(tx)
  return rows[0] ?? null
}
