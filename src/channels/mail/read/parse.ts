import { createHash } from 'node:crypto'
import type { Account, RawDelivery } from '../../port/adapter.ts'
import type { InboundEvent, MailPart, Media, ReceivedMessage, Thread } from '../../port/inbound-event.ts'
import { baseOf } from '../address.ts'
import type { MailSettings } from '../settings.ts'
import { answerTo } from '../trust/answer-to.ts'
import type { Verdict } from '../trust/trust-of.ts'
import type { Bounce, MailUnderstood } from '../understand/mail-understood.ts'
import { firstOf, type Header } from '../understand/mime/headers.ts'
import { headersOf } from './headers-of.ts'
import { readMail } from './read-mail.ts'
import { recipientTags } from './recipient-tags.ts'
import { unreadable } from './unreadable.ts'
import { verdictOf } from './verdict-of.ts'

const MOST_TEXT = 100_000

/** One mail is one event. What cannot be read is shown by its subject, with the raw mail beside it. */
export async function parse(delivery: RawDelivery, account: Account): Promise<readonly InboundEvent[]> {
  const read = await readMail(account.id, withPath(delivery))
  if (read === null || read.error === 'unreadable') return [unreadable(delivery)]
  return [messageOf(read, delivery, account)]
}

/** The envelope's sender stands first, where a server that delivers writes it. */
export function withPath({ headers, body }: RawDelivery): Uint8Array {
  const sender = headers['mail-from']
  return sender === undefined ? body : Buffer.concat([Buffer.from(`Return-Path: <${sender}>\r\n`), body])
}

function messageOf(read: MailUnderstood, delivery: RawDelivery, account: Account): ReceivedMessage {
  const settings = account.settings as MailSettings
  const ref = refOf(read, delivery)
  const headers = headersOf(delivery.body)
  const verdict = verdictOf(headers, delivery, settings, read.from.address)
  const { reply, back } = recipientTags(read, delivery, settings.address)
  const auto = read.auto ?? (isOurselves(read, settings) ? 'auto-reply' : wantsNoAnswer(headers) ? 'list' : null)
  return {
    type: 'message',
    key: `m:${ref}`,
    at: read.date ?? delivery.receivedAt.toISOString(),
    ref,
    thread: threadOf(read, ref, reply),
    from: {
      handle: read.from.address === '' ? `nobody ${ref}`.slice(0, 200) : read.from.address.toLowerCase(),
      name: read.from.name === '' ? read.from.address : read.from.name,
      level: verdict.vouched ? 'channel' : 'claimed',
    },
    content: { text: textOf(read), media: mediaOf(read) },
    ...(auto === null ? {} : { auto }),
    trusted: verdict.vouched,
    ...(read.bounce === null ? {} : bounceOf(read.bounce, back)),
    mail: partOf(read, verdict),
  }
}

/** The Message-ID, else a hash of what came: the same for a second copy. */
const refOf = (read: MailUnderstood, { body }: RawDelivery): string =>
  (read.messageId ?? createHash('sha256').update(body).digest('hex')).slice(0, 500)

const isOurselves = (read: MailUnderstood, { address }: MailSettings): boolean =>
  baseOf(read.from.address) === address.toLowerCase() || read.returnPath === ''

const wantsNoAnswer = (headers: readonly Header[]): boolean =>
  /all|autoreply/i.test(firstOf(headers, 'x-auto-response-suppress') ?? '')

/** The first mail of all names the thread, so that an answer that is here before its question meets it. */
function threadOf({ references, inReplyTo, subject }: MailUnderstood, ref: string, alias: string | null): Thread {
  const answers = [...new Set([...inReplyTo, ...references.toReversed()])].slice(0, 100)
  return {
    id: references[0] ?? inReplyTo[0] ?? ref,
    visibility: 'private',
    ...(subject === '' ? {} : { subject: subject.slice(0, 500) }),
    answers,
    ...(alias === null ? {} : { alias }),
    sameContact: true,
  }
}

/** A mail of files alone says its subject. */
function textOf({ visible, subject }: MailUnderstood): string {
  const text = visible.trim() === '' ? subject : visible
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT).toWellFormed()}…` : text
}

const mediaOf = ({ attachments }: MailUnderstood): Media[] =>
  attachments.map(({ name, type }, n) => ({ part: String(n), mime: type, ...(name === '' ? {} : { name }) }))

function bounceOf(
  { recipient, reason, hard, dsn, original }: Bounce,
  back: readonly string[],
): Pick<ReceivedMessage, 'bounce'> {
  if (reason === 'feedback') return {}
  const state = reason === 'delivered' ? 'delivered' : hard ? 'gone' : dsn.startsWith('5') ? 'failed' : 'late'
  return { bounce: { refs: [...back, ...(original === null ? [] : [original])], recipient, code: dsn, state } }
}

const partOf = (read: MailUnderstood, verdict: Verdict): MailPart => ({
  subject: read.subject.slice(0, 1000),
  from: read.from,
  replyTo: read.replyTo[0]?.address ?? null,
  to: read.to.slice(0, 100),
  cc: read.cc.slice(0, 100),
  quoted: read.quoted.slice(0, MOST_TEXT),
  signature: read.signature.slice(0, 10_000),
  html: read.html.slice(0, 1_000_000),
  pictures: picturesOf(read),
  answerTo: answerTo(read.from.address, read.replyTo[0]?.address ?? null, verdict),
  trust: verdict.trust,
})

const picturesOf = ({ attachments, html }: MailUnderstood): Record<string, string> =>
  Object.fromEntries(
    attachments.flatMap(({ contentId }, n) =>
      contentId !== null && html.includes('cid:') ? [[contentId.slice(0, 300), String(n)]] : [],
    ),
  )
