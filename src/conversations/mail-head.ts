import { Problem } from '#kernel/errors'
import type { Row } from './lock-row.ts'
import type { MailHead } from './shapes.ts'

const MOST_COPIES = 20
/** Channels that have a subject and copies. */
const withMail: ReadonlySet<string> = new Set(['email'])

const fault = (at: string, detail: string, problem: string): Problem =>
  new Problem('invalid_input', problem, { faults: [{ pointer: `/mail${at}`, detail }] })

/** Refuses what this conversation's channel cannot carry: nothing an author said is left out in silence. */
export function refuseMail(row: Pick<Row, 'channel'>, mail: MailHead | null): void {
  if (mail === null || withMail.has(row.channel)) return
  throw fault('', 'only mail has these', 'Only a mail has a subject, copies and a quote. Your text was not sent.')
}

/** As it is kept: a subject of one line, each address once, in lower case, a hidden copy never also an open one. */
export function mailHeadOf(mail: MailHead): MailHead {
  const cc = distinct(mail.cc)
  const bcc = distinct(mail.bcc).filter((address) => !cc.includes(address))
  if (cc.length + bcc.length > MOST_COPIES)
    throw fault(
      '/cc',
      `at most ${MOST_COPIES} copies`,
      `A mail goes to at most ${MOST_COPIES} copies. It was not sent.`,
    )
  return { subject: oneLine(mail.subject), cc, bcc, quote: mail.quote }
}

export function sameMail(one: MailHead | null, other: MailHead | null): boolean {
  const words = (mail: MailHead | null) => mail && [mail.subject, mail.cc, mail.bcc, mail.quote]
  return JSON.stringify(words(one)) === JSON.stringify(words(other))
}

const distinct = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.map((address) => address.trim().toLowerCase())),
]

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()
