import type { Address, Bounce } from '../mail-understood.ts'
import { firstOf, type Header, readHeaders } from '../mime/headers.ts'
import { messageIds } from '../mime/message-ids.ts'
import { type Leaf, splitHeader } from '../mime/split.ts'
import { decodeTransfer } from '../mime/transfer.ts'
import { addressesOf } from '../sender/addresses.ts'
import { readAnswer } from './answer.ts'
import { classify, saysWhy } from './classify.ts'
import { ADDRESS, noticeOf, quotedIn, recipientIn, sectionOf } from './notice.ts'
import { type Report, readReports } from './report.ts'
import { CONSTANT_REPORTS } from './systems.ts'

export interface Returned {
  headers: readonly Header[]
  from: Address
  leaves: readonly Leaf[]
  text: string
}

/** What a report says about the first address that failed. */
export function readBounce(mail: Returned): Bounce {
  const parts = mail.leaves
    .filter(({ type }) => /delivery-status$/.test(type))
    .flatMap((leaf) => readReports(bytesOf(leaf)))
  // Gateways that know no MIME write the same fields into the text.
  const reports =
    parts.length > 0 || !/^(?:Final|Original)-Recipient:/im.test(mail.text)
      ? parts
      : readReports(Buffer.from(mail.text))
  const report =
    reports.find(({ action }) => action !== 'delivered' && action !== 'relayed' && action !== 'expanded') ??
    reports[0] ??
    null
  const notice = noticeOf(mail.text)
  const recipient =
    report?.recipient || failedHeader(mail.headers) || recipientIn(notice, ownAddresses(mail)) || originalTo(mail)
  const section = sectionOf(notice, recipient)
  const constant = CONSTANT_REPORTS.some(({ says }) => says.test(notice))
  const verdict = judge(constant ? null : report, section, notice)
  return { recipient, ...verdict, original: originalId(mail) }
}

/** A report's own words first; where they say nothing beyond a number, what the notice says about this recipient, or at all. */
function judge(report: Report | null, section: string, notice: string): ReturnType<typeof classify> {
  const diagnostic = report?.diagnostic ?? ''
  const place = saysWhy(section) ? section : notice
  const told = readAnswer(diagnostic)
  const around = readAnswer(place)
  const answer = {
    dsn: told.dsn || around.dsn,
    reply: told.reply || around.reply,
    command: told.command || around.command || (told.reply === '' ? '' : readAnswer(notice).command),
  }
  const words = hasWords(diagnostic)
    ? (quotedIn(diagnostic) ?? diagnostic)
    : `${diagnostic}\n${quotedIn(place) ?? place}`
  return classify(report, answer, words)
}

const hasWords = (text: string): boolean => /[a-z]{3,}[^a-z]+[a-z]{2,}/i.test(text)

const bytesOf = (leaf: Leaf): Uint8Array => decodeTransfer(leaf.raw, firstOf(leaf.headers, 'content-transfer-encoding'))

const failedHeader = (headers: readonly Header[]): string =>
  ADDRESS.exec(firstOf(headers, 'x-failed-recipients') ?? '')?.[0] ?? ''

/** Addresses that a notice names without complaining about them. */
const ownAddresses = ({ headers, from }: Returned): ReadonlySet<string> =>
  new Set([from, ...addressesOf(headers, 'to')].map(({ address }) => address.toLowerCase()))

function original({ leaves }: Returned): Header[] {
  const leaf = leaves.find(({ type }) => /^message\/(?:rfc822|global)$|rfc822-headers$/.test(type))
  return leaf === undefined ? [] : readHeaders(splitHeader(bytesOf(leaf)).header)
}

const originalTo = (mail: Returned): string => addressesOf(original(mail), 'to')[0]?.address ?? ''

const originalId = (mail: Returned): string | null =>
  messageIds(firstOf(original(mail), 'message-id'))[0] ??
  messageIds(/^Message-ID:\s*(<[^<>\s]{3,300}>)/im.exec(mail.text.slice(0, 100_000))?.[1])[0] ??
  null
