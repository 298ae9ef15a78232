import { createHash } from 'node:crypto'
import { autoClass } from './auto.ts'
import { readFeedback } from './bounce/feedback.ts'
import { readNotification } from './bounce/notification.ts'
import { readBounce } from './bounce/read-bounce.ts'
import { isBounce } from './bounce/recognise.ts'
import { htmlToText } from './html/html-to-text.ts'
import { sanitiseMail } from './html/sanitise.ts'
import type { Bounce, MailError, MailUnderstood } from './mail-understood.ts'
import { type Bodies, readBodies } from './mime/bodies.ts'
import { decodeText } from './mime/charset.ts'
import { readDate } from './mime/date.ts'
import { firstOf, type Header } from './mime/headers.ts'
import { mend } from './mime/mend.ts'
import { messageIds } from './mime/message-ids.ts'
import { splitMail, type Tree } from './mime/split.ts'
import { readWords } from './mime/words.ts'
import { foldReply } from './reply/fold-reply.ts'
import { addressesOf, readAddresses, readSender } from './sender/addresses.ts'

const MOST_BYTES = 60_000_000
const MOST_TEXT = 500_000
/** Signs that the folding uses for itself, and what no text holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNWANTED = /[\ue000\ue001\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/**
 * A raw mail as the product understands it. Pure; never throws, whatever the bytes: what cannot be read is left out and
 * `error` says why. Time and memory are bounded by the bytes, of which at most 60 MB are read.
 */
export function understandMail(bytes: Uint8Array): MailUnderstood {
  const key = createHash('sha256').update(bytes).digest('hex')
  try {
    return understand(bytes, key)
  } catch {
    return nothing(key, 'unreadable')
  }
}

/** A text without headers, as forms and provider webhooks bring it; bytes are UTF-8, or what they most likely are. */
export function understandText(body: string | Uint8Array): MailUnderstood {
  const key = createHash('sha256').update(body).digest('hex')
  const plain = clean(typeof body === 'string' ? body : decodeText(body.subarray(0, 4 * MOST_TEXT), undefined))
  return { ...nothing(key, plain.trim() === '' ? 'empty' : null), text: plain.trim(), ...foldReply(plain) }
}

function understand(bytes: Uint8Array, key: string): MailUnderstood {
  const tree = splitMail(mend(bytes.subarray(0, MOST_BYTES)))
  const { headers } = tree
  const bodies = readBodies(tree)
  const head = readHead(headers, key)
  const texts = readTexts(bodies)
  const contentType = typeOf(tree)
  const bounce = bounceOf(tree, contentType, head, texts.text)
  const error = bytes.length > MOST_BYTES ? 'too-large' : (tree.error ?? (bytes.length === 0 ? 'empty' : null))
  return {
    ...head,
    ...texts,
    attachments: bodies.attachments,
    auto: autoClass(headers, contentType, head.subject, bounce),
    bounce,
    error,
  }
}

function readHead(headers: readonly Header[], hash: string) {
  const messageId = messageIds(firstOf(headers, 'message-id'))[0] ?? null
  const path = headers.find(({ name }) => name === 'return-path')?.value
  return {
    from: readSender(headers),
    to: addressesOf(headers, 'to'),
    cc: addressesOf(headers, 'cc'),
    replyTo: addressesOf(headers, 'reply-to'),
    returnPath: path === undefined ? null : (readAddresses(path)[0]?.address ?? ''),
    subject: readWords(firstOf(headers, 'subject') ?? ''),
    date: readDate(firstOf(headers, 'date')),
    messageId,
    key: messageId ?? hash,
    inReplyTo: messageIds(firstOf(headers, 'in-reply-to')),
    references: messageIds(firstOf(headers, 'references')),
  }
}

/** The text part when it says something, else the words of the HTML. */
function readTexts({ plain, html }: Bodies) {
  const written = clean(plain ?? '')
  const body = written.trim() !== '' || html === null ? written : htmlToText(html.replace(/[\ue000\ue001]/g, ''))
  return {
    text: body.replace(/[\ue000\ue001]\n?/g, '').trim(),
    ...foldReply(body),
    html: html === null ? '' : sanitiseMail(html),
  }
}

const clean = (text: string): string =>
  text.slice(0, MOST_TEXT).toWellFormed().replace(/\r\n?/g, '\n').replace(UNWANTED, '')

const typeOf = ({ root }: Tree): string =>
  [root.value, ...[...root.params].map(([name, value]) => `${name}=${value}`)].join('; ').toLowerCase()

function bounceOf(
  { headers, leaves }: Tree,
  contentType: string,
  head: Pick<MailUnderstood, 'from' | 'subject'>,
  text: string,
): Bounce | null {
  const feedback = readFeedback(headers, contentType, leaves)
  if (feedback !== null) return feedback
  const notification = readNotification(text)
  if (notification !== null) return { ...notification, original: null }
  const signs = {
    headers,
    from: head.from,
    subject: head.subject,
    contentType,
    partTypes: leaves.map(({ type }) => type),
    text,
  }
  return isBounce(signs) ? readBounce({ headers, from: head.from, leaves, text }) : null
}

function nothing(key: string, error: MailError | null): MailUnderstood {
  const nobody = { from: { name: '', address: '' }, to: [], cc: [], replyTo: [], returnPath: null }
  const words = { subject: '', date: null, messageId: null, key, inReplyTo: [], references: [] }
  const body = { text: '', visible: '', quoted: '', signature: '', html: '', attachments: [] }
  return { ...nobody, ...words, ...body, auto: null, bounce: null, error }
}
