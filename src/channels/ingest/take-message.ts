import { attach, bakeText, fileNote, findReceived, handTo, receiveMessage, startConversation } from '#conversations'
import { system } from '#kernel/access'
import { type ContactId, type ConversationId, idFrom, type MessageId } from '#kernel/ids'
import { languageFor, recogniseContact } from '#people'
import { keepMailPart } from '../mail/keep-mail-part.ts'
import type { ReceivedMessage } from '../port/inbound-event.ts'
import { keepMedia } from './keep-media.ts'
import { mayBeAnswered } from './may-be-answered.ts'
import { type Place, placeOf } from './place-of.ts'
import type { Source } from './source.ts'
import type { Taken } from './take-event.ts'
import { takeReturned } from './take-returned.ts'
import { withLanguage } from './with-language.ts'

/** A message goes into the conversation it answers, else into the one of its thread, else begins one. */
export async function takeMessage(source: Source, told: ReceivedMessage): Promise<Taken> {
  const { ctx, at } = source
  const event = await withLanguage(source, told)
  const returned = event.bounce === undefined ? null : await takeReturned(source, event, event.bounce)
  if (returned !== null) return returned
  const before = await findReceived(ctx.db, at.row.id, event.ref)
  // A message of ours that came round to us again.
  if (before !== null && before.messageId !== messageIdOf(source, event))
    return { contactId: null, conversationId: before.conversationId }
  const contactId = await contactOf(source, event)
  const place = await placeOf(source, event.thread, contactId)
  const conversationId = await put(source, event, contactId, place)
  if (event.mail !== undefined)
    await keepMailPart(source, event, event.mail, { conversationId, messageId: messageIdOf(source, event), ...place })
  return { contactId, conversationId }
}

async function put(
  source: Source,
  event: ReceivedMessage,
  contactId: ContactId,
  place: Place,
): Promise<ConversationId> {
  const { found, key } = place
  if (found !== null && isQuiet(event)) return file(source, event, found.conversationId)
  const files = await keepMedia(source, contactId, event)
  const taken = { ...event, content: { ...event.content, text: withLost(event.content.text, files.lost) } }
  if (found === null || found.status === 'closed') {
    // What follows a closed conversation begins a new one, under a key that its own repeat finds again.
    const threadKey = found === null ? key : `${key} after ${event.key}`
    return begin(source, taken, contactId, threadKey, files.kept)
  }
  if (found.holder === 'bot' && !(await mayBeAnswered(source, event, contactId)))
    await source.ctx.transaction((tx) =>
      handTo(tx, system, found.conversationId, { holder: 'queue', queue: null }, 'not-answerable'),
    )
  await receive(source, taken, contactId, found.conversationId, files.kept)
  return found.conversationId
}

/** Machines answer machines without end: what one of them wrote is kept where it belongs, and nobody is called. */
const isQuiet = ({ auto }: ReceivedMessage): boolean => auto !== undefined && auto !== 'list'

async function file(source: Source, event: ReceivedMessage, conversationId: ConversationId): Promise<ConversationId> {
  const baked = await bakeText(event.content.text)
  const note = { conversationId, id: messageIdOf(source, event), baked, by: event.from.name ?? event.from.handle }
  await source.ctx.transaction((tx) => fileNote(tx, note))
  return conversationId
}

const messageIdOf = ({ at }: Source, event: ReceivedMessage): MessageId => idFrom(`message ${at.row.id} ${event.key}`)

/** What could not be kept is named where it would stand. */
const withLost = (text: string, lost: readonly string[]): string =>
  [text, ...lost.map((name) => `[${name}]`)].filter((line) => line !== '').join('\n')

function contactOf({ ctx, at, brand }: Source, { from, content }: ReceivedMessage): Promise<ContactId> {
  const known = {
    brand: at.row.brand_id,
    channel: at.row.channel,
    handle: from.handle,
    name: from.name ?? null,
    lang: content.lang === undefined ? null : languageFor(brand, content.lang),
    level: from.level,
  }
  return ctx.transaction(async (tx) => (await recogniseContact(tx, known)).contactId)
}

function receive(
  source: Source,
  event: ReceivedMessage,
  contactId: ContactId,
  conversationId: ConversationId,
  attachments: readonly string[],
) {
  return receiveMessage(source.ctx, {
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

async function begin(
  source: Source,
  event: ReceivedMessage,
  contactId: ContactId,
  threadKey: string,
  attachments: readonly string[],
): Promise<ConversationId> {
  const { ctx, at, brand } = source
  const [id, message] = [idFrom<'conversation'>(`thread ${at.row.id} ${threadKey}`), messageIdOf(source, event)]
  const baked = await bakeText(event.content.text)
  const answerable = await mayBeAnswered(source, event, contactId)
  const started = await ctx.transaction(async (tx) => {
    const begun = await startConversation(tx, {
      id,
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
        id: message,
        externalId: event.ref,
        baked,
        at: clamped(source, event),
        attachments: attachments.length,
      },
    })
    if (begun.created) await attach(tx, id, message, attachments, `visitor:${contactId}`)
    return begun
  })
  if (!started.created) await receive(source, event, contactId, started.conversationId, attachments)
  return started.conversationId
}

const YEAR_MS = 366 * 24 * 3600_000

/** The provider's clock, unless it cannot be: from the future, or from before there was anything to receive. */
function clamped({ receivedAt }: Source, { at }: ReceivedMessage): Date {
  const told = new Date(at)
  const [late, early] = [receivedAt.getTime(), receivedAt.getTime() - 10 * YEAR_MS]
  return Number.isNaN(told.getTime()) || told.getTime() > late || told.getTime() < early ? receivedAt : told
}
