import { isOurWindow } from '#conversations'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { enqueue, soLongAfter } from '#kernel/jobs'
import type { App } from '#kernel/registry'
import { waitUnread } from '../continue/wait-unread.ts'

/** As long as an advisor may take a reply back. */
const HELD_MS = 5_000

/** A reply on a channel of the outside leaves when undo has passed; a bot takes nothing back. One at a time in a conversation, in order. */
export async function queueReply(tx: Tx, event: StoredEvent<'reply.sent'>, app: App): Promise<void> {
  const conversation = await tx
    .selectFrom('conversations.conversation')
    .select('channel')
    .where('id', '=', event.subject)
    .executeTakeFirst()
  if (conversation === undefined) return
  if (isOurWindow(conversation.channel)) return waitUnread(tx, event, app)
  const at = soLongAfter(tx, event.at, event.data.author === 'agent' ? HELD_MS : 0)
  const { messageId } = event.data
  await enqueue(
    tx,
    'channels.deliver-reply',
    { conversationId: event.subject, messageId },
    { key: messageId, lane: `out:${event.subject}`, at },
  )
}
