import { escapeHtml } from '#kernel/text'
import type { Notice } from '../contract.ts'
import type { Choices } from './choice.ts'
import { type Say, sayIn } from './phrases.ts'

export interface Addresses {
  /** Where the console is. */
  console: string
  /** Ends digests; null in a mail that is none. */
  end: string | null
}

/** What a mail says. Its subject names nobody; what it names the agent may see at this moment. */
export function letterOf(notices: readonly Notice[], choices: Choices, { console, end }: Addresses) {
  const { say, lang } = sayIn(choices.lang)
  const way = end === null ? 'mail' : 'digest'
  const lines = notices.map((notice) => ({
    when: whenOf(notice, lang, choices.timeZone),
    text: sentenceOf(notice, say),
    href: `${console}${notice.about.kind === 'conversation' ? `/c/${notice.about.id}` : '/notices'}`,
  }))
  const feet = [
    { text: say('why'), href: null },
    { text: say('settings'), href: `${console}/settings/mine` },
    ...(end === null ? [] : [{ text: say('end'), href: end }]),
  ]
  const intro = say(`intro.${way}`, { n: notices.length })
  const direction = new Intl.Locale(lang).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr'
  return {
    subject: say(`subject.${way}`, { n: notices.length }),
    text: [
      intro,
      ...lines.map(({ when, text, href }) => `${when}  ${text}\n${href}`),
      feet.map(({ text, href }) => (href === null ? text : `${text} ${href}`)).join('\n'),
    ].join('\n\n'),
    html: `<!doctype html><html lang="${lang}" dir="${direction}"><body style="font-family:sans-serif;line-height:1.5;max-width:40em">
<p>${escapeHtml(intro)}</p><ul>
${lines.map((line) => `<li><small>${escapeHtml(line.when)}</small><br>${link(line.text, line.href)}</li>`).join('\n')}
</ul><hr><p><small>${feet.map(({ text, href }) => (href === null ? escapeHtml(text) : link(text, href))).join('<br>')}</small></p></body></html>`,
  }
}

const link = (text: string, href: string): string => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`

const whenOf = ({ at }: Notice, lang: string, timeZone: string): string =>
  new Intl.DateTimeFormat(lang, { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(at))

/** One notice in words. */
export function sentenceOf({ kind, data }: Notice, say: Say): string {
  const word = (name: string) => (typeof data[name] === 'string' || typeof data[name] === 'number' ? data[name] : '')
  const values = { by: word('by'), reference: word('reference'), contact: word('contact'), n: Number(word('n')) }
  const said = sentences[kind]?.(data) ?? 'other'
  return say(said, values)
    .replace(/\s{2,}/g, ' ')
    .trim()
}

type Sentence = Parameters<Say>[0]
const codes: Readonly<Record<string, Sentence>> = {
  waiting: 'warning.waiting',
  due: 'warning.due',
  breached: 'warning.breached',
  p1: 'warning.p1',
  complaint: 'warning.complaint',
  'complaint-late': 'warning.complaint-late',
  promise: 'warning.promise',
  'promise-passed': 'warning.promise-passed',
  'promise-failed': 'warning.promise-failed',
  'secure-form': 'warning.secure-form',
  job: 'warning.job',
  handler: 'warning.handler',
}
const reviews: Readonly<Record<string, Sentence>> = {
  disputed: 'review.disputed',
  settled: 'review.settled',
  note: 'review.note',
}
const sentences: Readonly<Record<string, (data: Notice['data']) => Sentence>> = {
  mention: ({ by }) => (typeof by === 'string' && !/^[0-9a-f-]{36}$/.test(by) ? 'mention' : 'mention.nobody'),
  assignment: () => 'assignment',
  beside: () => 'beside',
  hand: () => 'hand',
  follow: () => 'follow',
  approval: ({ code }) => (code === 'returned' ? 'approval.returned' : 'approval'),
  review: ({ code }) => reviews[String(code)] ?? 'review.scored',
  flag: ({ code }) => (code === 'missing' ? 'flag.missing' : 'flag.wrong'),
  warning: ({ code }) => codes[String(code)] ?? 'warning.other',
}
