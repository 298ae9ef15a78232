import {
  attach,
  bakeText,
  receiveMessage,
  type Start,
  type Started,
  startAlongside,
  startConversation,
} from '#conversations'
import { type ContactId, type ConversationId, idFrom, type MessageId } from '#kernel/ids'
import { languageFor } from '#people'
import type { ReceivedMessage } from '../port/inbound-event.ts'
import { mayBeAnswered } from './may-be-answered.ts'
import type { Source } from './source.ts'

/** The same for every repeat of an event. */
export const messageIdOf = ({ at }: Source, event: ReceivedMessage): MessageId =>
  idFrom(`message ${at.row.id} ${event.key}`)

export const begunAs = ({ at }: Source, threadKey: string): ConversationId =>
  idFrom<'conversation'>(`thread ${at.row.id} ${threadKey}`)

/** Into a conversation that is there; `own` is the way it goes by itself. */
export function receive(
  source: Source,
  event: ReceivedMessage,
  contactId: ContactId,
  conversationId: ConversationId,
  attachments: readonly string[],
  own: string = source.at.row.channel,
) {
  const { channel } = source.at.row
  return receiveMessage(source.ctx, {
    ...(channel === own ? {} : { channel }),
    conversationId,
    messageId: messageIdOf(source, event),
    account: source.at.row.id,
    externalId: event.ref,
    contactId,
    text: event.content.text,
    lang: event.content.lang ?? null,
    at: clamped(source, event),
    attachments,
  })
}

/** A conversation of its own. One that began meanwhile under this key takes the message as its next. */
export async function begin(
  source: Source,
  event: ReceivedMessage,
  contactId: ContactId,
  threadKey: string,
  attachments: readonly string[],
): Promise<void> {
  const { at, brand } = source
  const baked = await bakeText(event.content.text)
  // Nobody answers of themselves where a person is first.
  const answerable = brand.firstHolder !== 'bot' || (await mayBeAnswered(source, event, contactId))
  const started = await start(source, attachments, {
    id: begunAs(source, threadKey),
    brand,
    account: at.row.id,
    channel: at.row.channel,
    visibility: event.thread.visibility,
    threadKey,
    contact: { id: contactId, name: event.from.name ?? '' },
    ...(event.thread.subject === undefined ? {} : { subject: event.thread.subject }),
    lang: languageFor(brand, event.content.lang),
    ...(answerable ? {} : { holder: 'queue' as const }),
    message: {
      id: messageIdOf(source, event),
      externalId: event.ref,
      baked,
      at: clamped(source, event),
      attachments: attachments.length,
    },
  })
  if (!started.created) await receive(source, event, contactId, started.conversationId, attachments)
}

/** With files it takes a transaction: a message never shows without them. */
function start({ ctx }: Source, attachments: readonly string[], start: Start): Promise<Started> {
  if (attachments.length === 0) return startAlongside(ctx, start)
  return ctx.transaction(async (tx) => {
    const begun = await startConversation(tx, start)
    if (begun.created) await attach(tx, start.id, start.message.id, attachments, `visitor:${start.contact.id}`)
    return begun
  })
}

const YEAR_MS = 366 * 24 * 3600_000

/** The provider's clock, unless it cannot be: from the future, or from before there was anything to receive. */
export function clamped({ receivedAt }: Source, { at }: ReceivedMessage): Date {
  const told = new Date(at)
  const [late, early] = [receivedAt.getTime(), receivedAt.getTime() - 10 * YEAR_MS]
  return Number.isNaN(told.getTime()) || told.getTime() > late || told.getTime() < early ? receivedAt : told
}
