import { bakeText, type FoundThread, fileFromOutside, fileNote, findBefore, handTo } from '#conversations'
import { system } from '#kernel/access'
import type { ContactId, ConversationId } from '#kernel/ids'
import { tell } from '#notices'
import { languageFor, recogniseAlongside } from '#people'
import { continuedThread } from '../continue/continued-thread.ts'
import { joinedBy, wasReadByMail } from '../continue/joined-by.ts'
import { keepMailPart } from '../mail/keep-mail-part.ts'
import type { ReceivedMessage } from '../port/inbound-event.ts'
import { keepMedia } from './keep-media.ts'
import { mayBeAnswered } from './may-be-answered.ts'
import { type Place, placeOf } from './place-of.ts'
import { begin, begunAs, clamped, messageIdOf, receive } from './say-message.ts'
import type { Source } from './source.ts'
import type { Taken } from './take-event.ts'
import { takeReturned } from './take-returned.ts'
import { Turns } from './turns.ts'
import { withLanguage } from './with-language.ts'

/** Files are fetched, read and written, each over a connection of its own: those who bring some leave room for those who bring none. */
const withFiles = new Turns(8)

/** A message goes into the conversation it answers, else into the one of its thread, else begins one. */
export async function takeMessage(source: Source, told: ReceivedMessage): Promise<Taken> {
  const { ctx, at } = source
  const event = await withLanguage(source, told)
  const returned = event.bounce === undefined ? null : await takeReturned(source, event, event.bounce)
  if (returned !== null) return returned
  const thread = { id: event.thread.id, answers: event.thread.answers ?? [] }
  const before = await findBefore(ctx, { account: at.row.id, ref: event.ref, thread })
  // A message of ours that came round to us again.
  if (before.received !== null && before.received.messageId !== messageIdOf(source, event))
    return { contactId: null, conversationId: before.received.conversationId }
  const ours = await continuedThread(source, [event.ref])
  if (ours !== null) return { contactId: null, conversationId: ours.conversationId }
  const joined = await joinedBy(source, event)
  const contactId = joined?.contactId ?? (await contactOf(source, event))
  const place =
    joined === null
      ? await placeOf(source, event, contactId, before.thread)
      : { found: joined, key: event.thread.id, mark: null, side: null }
  const conversationId = whereTo(source, event, place)
  // Before its message, so that nobody is shown the one without the other.
  if (event.mail !== undefined)
    await keepMailPart(source, event, event.mail, { conversationId, messageId: messageIdOf(source, event), ...place })
  const hasFiles = (event.content.media ?? []).length > 0
  await (hasFiles ? withFiles.take(() => put(source, event, contactId, place)) : put(source, event, contactId, place))
  return { contactId, conversationId }
}

/** What follows a closed conversation begins a new one, under a key that its own repeat finds again. */
const newKeyOf = (event: ReceivedMessage, { found, key }: Place): string =>
  found === null ? key : `${key} after ${event.key}`
const goesOn = ({ found, side }: Place): boolean => found !== null && (side !== null || found.status !== 'closed')
const whereTo = (source: Source, event: ReceivedMessage, place: Place): ConversationId =>
  place.found !== null && (goesOn(place) || isQuiet(event))
    ? place.found.conversationId
    : begunAs(source, newKeyOf(event, place))

async function put(source: Source, event: ReceivedMessage, contactId: ContactId, place: Place): Promise<unknown> {
  const { found } = place
  const beside = place.side !== null || place.mark === 'copied-in'
  if (found !== null && isQuiet(event) && !beside) return file(source, event, found.conversationId)
  const files = await keepMedia(source, contactId, event)
  const taken = { ...event, content: { ...event.content, text: withLost(event.content.text, files.lost) } }
  if (found === null || !goesOn(place)) return begin(source, taken, contactId, newKeyOf(event, place), files.kept)
  if (beside) return putBeside(source, taken, contactId, { ...place, found }, files.kept)
  if (found.holder === 'bot' && !(await mayBeAnswered(source, event, contactId)))
    await source.ctx.transaction((tx) =>
      handTo(tx, system, found.conversationId, { holder: 'queue', queue: null }, 'not-answerable'),
    )
  await receive(source, taken, contactId, found.conversationId, files.kept, found.channel)
  return wasReadByMail(source, found)
}

/** By somebody who is not the customer: for the advisors alone, and whoever holds the conversation is told. */
async function putBeside(
  source: Source,
  event: ReceivedMessage,
  contactId: ContactId,
  { found, side }: Place & { found: FoundThread },
  attachments: readonly string[],
): Promise<void> {
  const { ctx, at } = source
  const id = messageIdOf(source, event)
  const baked = await bakeText(event.content.text)
  const by = event.from.name ?? event.from.handle
  await ctx.transaction(async (tx) => {
    const filed = await fileFromOutside(tx, {
      conversationId: found.conversationId,
      id,
      account: at.row.id,
      ref: event.ref,
      at: clamped(source, event),
      by,
      baked,
      attachments,
      uploader: `visitor:${contactId}`,
      side,
      quiet: isQuiet(event),
    })
    if (filed?.holder == null || isQuiet(event)) return
    const about = { kind: 'conversation', id: found.conversationId }
    await tell(tx, { agent: filed.holder, kind: 'beside', about, where: filed, key: `beside:${id}` })
  })
}

/** Machines answer machines without end: what one of them wrote is kept where it belongs, and nobody is called. */
const isQuiet = ({ auto }: ReceivedMessage): boolean => auto !== undefined && auto !== 'list'

async function file(source: Source, event: ReceivedMessage, conversationId: ConversationId): Promise<void> {
  const baked = await bakeText(event.content.text)
  const note = { conversationId, id: messageIdOf(source, event), baked, by: event.from.name ?? event.from.handle }
  await source.ctx.transaction((tx) => fileNote(tx, note))
}

/** What could not be kept is named where it would stand. */
const withLost = (text: string, lost: readonly string[]): string =>
  [text, ...lost.map((name) => `[${name}]`)].filter((line) => line !== '').join('\n')

async function contactOf({ ctx, at, brand }: Source, { from, content }: ReceivedMessage): Promise<ContactId> {
  const { contactId } = await recogniseAlongside(ctx, {
    brand: at.row.brand_id,
    channel: at.row.channel,
    handle: from.handle,
    name: from.name ?? null,
    lang: content.lang === undefined ? null : languageFor(brand, content.lang),
    level: from.level,
  })
  return contactId
}
