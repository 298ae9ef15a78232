import { firstOf, type Header, readHeaders } from '../mime/headers.ts'
import { view } from '../mime/transfer.ts'

/** One recipient's group of a message/delivery-status (RFC 3464). */
export interface Report {
  recipient: string
  /** Lower case: failed, delayed, delivered, relayed, expanded; empty when it does not say. */
  action: string
  status: string
  /** `smtp`, `x-postfix` …, lower case. */
  kind: string
  diagnostic: string
}

const MOST_BYTES = 200_000
const MOST_GROUPS = 50

/** Groups with a recipient, in order. Many systems leave out what the standard asks for, or write it into the wrong group. */
export function readReports(part: Uint8Array): Report[] {
  const text = view(part.subarray(0, MOST_BYTES)).toString('latin1').replace(/\r\n?/g, '\n')
  const groups = text
    .split(/\n[ \t]*\n+/)
    .slice(0, MOST_GROUPS)
    .map((group) => readHeaders(Buffer.from(group, 'latin1')))
  return groups.flatMap((headers) => {
    const report = readReport(headers)
    return report === null ? [] : [report]
  })
}

const RECIPIENT = ['final-recipient', 'original-recipient', 'x-actual-recipient'] as const

function readReport(headers: readonly Header[]): Report | null {
  const named = RECIPIENT.map((name) => address(firstOf(headers, name))).find((found) => found !== '')
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(firstOf(headers, 'status') ?? '')?.[0] ?? ''
  const action = (firstOf(headers, 'action') ?? '').toLowerCase().replace(/[^a-z].*$/s, '')
  if (named === undefined && (status === '' || action === '')) return null
  const { kind, text } = typed(firstOf(headers, 'diagnostic-code') ?? firstOf(headers, 'x-supplementary-info') ?? '')
  return { recipient: named ?? '', action, status, kind, diagnostic: text }
}

const typed = (value: string): { kind: string; text: string } => {
  const found = /^\s*([\w-]{2,30})\s*;\s*(.*)$/s.exec(value)
  return found === null ? { kind: '', text: value } : { kind: (found[1] ?? '').toLowerCase(), text: found[2] ?? '' }
}

/** `rfc822; <who@where>`, with comments and quotes as they come. */
const address = (value: string | undefined): string =>
  /[^\s<>;"]+@[^\s<>;"]+/.exec((value ?? '').replace(/^\s*[\w-]{1,20}\s*;/, ''))?.[0]?.replace(/[.,]+$/, '') ?? ''
