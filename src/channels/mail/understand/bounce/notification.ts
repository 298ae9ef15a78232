import { readAnswer } from './answer.ts'
import { classify, type Verdict } from './classify.ts'
import type { Report } from './report.ts'

export interface Notification extends Verdict {
  recipient: string
}

const MOST = 200_000

/** Sending services that report as JSON in a mail's text (Amazon SES by SNS). Null when the text is none of them. */
export function readNotification(text: string): Notification | null {
  if (!/^\s*\{\s*"(?:notificationType|eventType|Type)"/.test(text.slice(0, 200))) return null
  const outer = parse(text.slice(0, MOST))
  const told = typeof outer?.Message === 'string' ? parse(outer.Message) : outer
  const kind = told?.notificationType ?? told?.eventType
  if (kind === 'Complaint')
    return { recipient: firstAddress(told?.complaint), dsn: '', reason: 'feedback', hard: false }
  if (kind !== 'Bounce' && kind !== 'Delivery') return null
  const report = reportOf(kind === 'Bounce' ? told?.bounce : told?.delivery, kind)
  return { recipient: report.recipient, ...classify(report, readAnswer(report.diagnostic), report.diagnostic) }
}

type Fields = Readonly<Record<string, unknown>>

/** Long lines were broken on the way, with a mark and a blank. */
function parse(text: string): Fields | null {
  try {
    const whole = text.replace(/!\r?\n /g, '')
    return fields(JSON.parse(whole.slice(whole.indexOf('{'), whole.lastIndexOf('}') + 1)))
  } catch {
    return null
  }
}

const fields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null

const word = (value: unknown): string => (typeof value === 'string' ? value : '')

function firstOne(value: unknown): Fields | null {
  const list = fields(value)
  const named = list?.bouncedRecipients ?? list?.complainedRecipients
  return Array.isArray(named) ? fields(named[0]) : null
}

const firstAddress = (value: unknown): string => word(firstOne(value)?.emailAddress)

function reportOf(value: unknown, kind: 'Bounce' | 'Delivery'): Report {
  const one = firstOne(value)
  const told = fields(value)
  const recipients = told?.recipients
  const recipient = kind === 'Bounce' ? word(one?.emailAddress) : word(Array.isArray(recipients) ? recipients[0] : '')
  const diagnostic = kind === 'Bounce' ? word(one?.diagnosticCode) : word(told?.smtpResponse)
  const status = word(one?.status) || (/\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic)?.[0] ?? '')
  return {
    recipient,
    action: kind === 'Bounce' ? word(one?.action) : 'delivered',
    status,
    kind: 'smtp',
    diagnostic: diagnostic.replace(/^smtp; ?/, ''),
  }
}
