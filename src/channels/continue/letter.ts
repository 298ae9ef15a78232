import { escapeHtml } from '#kernel/text'
import type { Outbound, OutboundFile } from '../port/outbound.ts'
import type { Talk, Unread } from './talk.ts'
import { wordsIn } from './words.ts'

interface Frame {
  to: string
  brand: string
  /** The conversation's own page. */
  link: string
  origin: string
  /** Message-IDs of the mails before it, newest first. */
  refs: readonly string[]
  /** The case it is about; said in the first mail alone. */
  about: { reference: string; url: string | null } | null
}

/** What a mail server still takes beside the words. */
const MOST_FILE_BYTES = 20_000_000

/** Several answers as one mail: that it goes on where they left, what we said, where to go on, and what they said last. */
export function letterOf(
  talk: Talk,
  first: Unread,
  replies: readonly Unread[],
  { to, brand, link, origin, refs, about }: Frame,
): Outbound {
  const words = wordsIn(talk.lang)
  const isForm = talk.channel === 'form'
  const opening = isForm ? words.wrote : words.leftChat
  const subject = isForm ? (talk.subject ?? words.form(brand)) : words.chat(brand)
  const human = replies.findLast(({ by }) => by === 'agent')
  const several = new Set(replies.map((reply) => nameOf(reply, words.bot))).size > 1
  const said = replies.map((reply) => ({ ...reply, head: several ? `${nameOf(reply, words.bot)}:` : null }))
  return {
    conversationId: talk.id,
    messageId: first.id,
    clientKey: first.id,
    thread: { id: talk.id, visibility: 'private', subject },
    inReplyTo: refs,
    to: { handle: to, name: talk.name },
    author: { name: human?.name ?? '', bot: human === undefined },
    text: [opening, ...said.map((one) => textOf(one, origin)), `${words.goOn}\n${link}`].join('\n\n'),
    html: [p(opening), ...said.map((one) => htmlOf(one, origin)), `${p(words.goOn)}${anchor(link, link)}`].join('\n'),
    lang: talk.lang,
    quickReplies: [],
    attachments: filesOf(replies),
    case: refs.length === 0 ? about : null,
    mail: { subject: `${subject} (${talk.reference})`, cc: [], bcc: [], quote: true },
    quoted: talk.last === null ? null : { by: talk.name, at: new Date(talk.last.at), text: talk.last.text },
  }
}

type Said = Unread & { head: string | null }

const nameOf = ({ by, name }: Unread, bot: string): string => (by === 'bot' ? bot : name)
const textOf = ({ head, text, cards }: Said, origin: string): string =>
  [
    ...(head === null ? [] : [head]),
    text,
    ...cards.map(({ title, href }) => `${title}: ${new URL(href, origin).href}`),
  ].join('\n')
const htmlOf = ({ head, text, html, cards }: Said, origin: string): string =>
  [
    ...(head === null ? [] : [`<p><b>${escapeHtml(head)}</b></p>`]),
    html === '' ? `<p>${text}</p>` : html,
    ...cards.map(({ title, href }) => anchor(new URL(href, origin).href, title)),
  ].join('\n')
const p = (text: string): string => `<p>${escapeHtml(text)}</p>`
const anchor = (href: string, text: string): string => `<p><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></p>`

/** As many as go; the others are on the conversation's page. */
function filesOf(replies: readonly Unread[]): OutboundFile[] {
  let room = MOST_FILE_BYTES
  return replies
    .flatMap(({ files }) => files)
    .filter(({ bytes }) => {
      room -= bytes
      return room >= 0
    })
}
