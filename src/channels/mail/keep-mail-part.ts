import { columnsOf, hot, runShared, together } from '#kernel/db'
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

type Row = readonly [ConversationId, MessageId, ...unknown[]]

const keep = hot(
  'channels.keep-mail-part',
  `insert into channels.mail_part (conversation_id, message_id, account_id, delivery_id, subject, from_name, from_address, reply_to, answer_to,
     recipients, quoted, signature, html, auto, trusted, trust, mark, pictures)
   select conversation_id, message_id, account_id, delivery_id, subject, from_name, from_address, reply_to, answer_to,
     recipients::jsonb, quoted, signature, html, auto, trusted, trust::jsonb, mark, pictures::jsonb
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
     $12::text[], $13::text[], $14::text[], $15::boolean[], $16::text[], $17::text[], $18::text[])
   as given(conversation_id, message_id, account_id, delivery_id, subject, from_name, from_address, reply_to, answer_to, recipients, quoted,
     signature, html, auto, trusted, trust, mark, pictures)
   on conflict (conversation_id, message_id) do nothing`,
)

const alongside = together<Row, null>({
  keyOf: ([conversation, message]) => `${conversation} ${message}`,
  run: async (database, rows) => {
    await runShared(database, keep, rows)
    return rows.map(() => null)
  },
  alone: async ({ pool }, row) => {
    await keep.run(pool, columnsOf([row]))
    return null
  },
  underWay: 1,
})

/** Beside its message, once; in a statement shared with others of this moment. */
export const keepMailPart = (source: Source, event: ReceivedMessage, mail: MailPart, where: Where): Promise<null> =>
  alongside(source.ctx.database, rowOf(source, event, mail, where))

/** In the order of the statement's arrays. */
const rowOf = (
  { at, deliveryId }: Source,
  event: ReceivedMessage,
  mail: MailPart,
  { conversationId, messageId, mark }: Where,
): Row => [
  conversationId,
  messageId,
  at.row.id,
  deliveryId,
  mail.subject,
  mail.from.name,
  mail.from.address,
  mail.replyTo,
  mail.answerTo ?? null,
  JSON.stringify({ to: mail.to, cc: mail.cc }),
  mail.quoted,
  mail.signature,
  mail.html,
  event.auto ?? null,
  event.trusted !== false,
  JSON.stringify(mail.trust),
  mark,
  JSON.stringify(picturesOf(at.row.id, event.key, mail)),
]

const picturesOf = (account: string, key: string, { pictures = {} }: MailPart): Record<string, string> =>
  Object.fromEntries(Object.entries(pictures).map(([cid, part]) => [cid, fileIdOf(account, key, part)]))
