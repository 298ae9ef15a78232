import type { ConversationId, MessageId } from '#kernel/ids'
import { fileIdOf } from '../ingest/keep-media.ts'
import type { Source } from '../ingest/source.ts'
import type { MailPart, ReceivedMessage } from '../port/inbound-event.ts'
import type { Mark } from './tables.ts'

interface Where {
  conversationId: ConversationId
  messageId: MessageId
  mark: Mark | null
}

/** Beside its message, once. */
export async function keepMailPart(
  { ctx, at, delivery }: Source,
  event: ReceivedMessage,
  mail: MailPart,
  { conversationId, messageId, mark }: Where,
): Promise<void> {
  await ctx.db
    .insertInto('channels.mail_part')
    .values({
      conversation_id: conversationId,
      message_id: messageId,
      account_id: at.row.id,
      delivery_id: delivery.id,
      subject: mail.subject,
      from_name: mail.from.name,
      from_address: mail.from.address,
      reply_to: mail.replyTo,
      answer_to: mail.answerTo ?? null,
      recipients: { to: mail.to, cc: mail.cc },
      quoted: mail.quoted,
      signature: mail.signature,
      html: mail.html,
      auto: event.auto ?? null,
      trusted: event.trusted !== false,
      trust: mail.trust,
      mark,
      pictures: Object.fromEntries(
        Object.entries(mail.pictures ?? {}).map(([cid, part]) => [cid, fileIdOf(at.row.id, event.key, part)]),
      ),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
