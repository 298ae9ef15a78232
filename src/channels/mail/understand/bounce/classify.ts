import { type Answer, betterCode, readAnswer } from './answer.ts'
import { PHRASES } from './phrases.ts'
import { HARD, ownCode, reasonOfCode } from './reasons.ts'
import type { Report } from './report.ts'
import { PROOFS, SYSTEM_PHRASES, UNWANTED } from './systems.ts'

const MOST = 6000
/** These words stand above a code: who says `quota` under 5.1.1 means the quota. */
const ABOVE_CODES = new Set([
  'mailboxfull',
  'mesgtoobig',
  'norelaying',
  'hasmoved',
  'suspend',
  'rejected',
  'authfailure',
  'requireptr',
  'spamdetected',
  'badreputation',
  'virusdetected',
  'hostunknown',
  'notaccept',
  'blocked',
  'speeding',
  'toomanyconn',
])
/** A code of these is general: words say more. */
const GENERAL = new Set([
  'systemerror',
  'networkerror',
  'securityerror',
  'blocked',
  'filtered',
  'expired',
  'contenterror',
  'authfailure',
])
const TEMPORARY = /temporar|transient|persistent/i

export interface Verdict {
  dsn: string
  reason: string
  hard: boolean
}

/** `words` is what was said about this recipient, by whomever. */
export function classify(report: Report | null, answer: Answer, words: string): Verdict {
  const dsn = betterCode(report?.status ?? '', answer.dsn)
  const reason = reasonFor(report, answer, words.slice(0, MOST), dsn)
  const code = dsn === '' ? ownCode(reason, isTemporary(report, answer, words)) : dsn
  return { dsn: code, reason, hard: HARD.has(reason) && !code.startsWith('4.') }
}

/** Whether these words give any reason or code at all. */
export const saysWhy = (words: string): boolean =>
  readAnswer(words).dsn !== '' ||
  [...PHRASES.map(([, says]) => says), ...SYSTEM_PHRASES.map(({ says }) => says)].some((says) =>
    says.test(words.slice(0, MOST)),
  )

function reasonFor(report: Report | null, answer: Answer, words: string, dsn: string): string {
  if (dsn.startsWith('2.') || /^(?:delivered|relayed|expanded)$/.test(report?.action ?? '')) return 'delivered'
  if (UNWANTED.some(({ says }) => says.test(words))) return 'filtered'
  if (PROOFS.some(({ says }) => says.test(words))) return 'userunknown'
  const byCode = reasonOfCode(dsn)
  const found = PHRASES.filter(([, says]) => says.test(words)).map(([reason]) => reason)
  const above = found.find((reason) => ABOVE_CODES.has(reason))
  const own = answer.reply === '' ? SYSTEM_PHRASES.find(({ says }) => says.test(words))?.reason : undefined
  const final = byCode !== null && HARD.has(byCode)
  if (own !== undefined && !(final && GENERAL.has(own))) return GENERAL.has(own) ? (above ?? own) : own
  const said = found[0]
  if (final) return above ?? byCode
  if (found.includes('userunknown') && above === undefined) return unknownUser(answer, byCode)
  if (byCode !== null && !GENERAL.has(byCode)) return byCode
  return said ?? byCode ?? (report?.action === 'delayed' ? 'expired' : byReply(answer, report))
}

/** A refusal proves that the mailbox is not there when it answers RCPT, or when nobody else's answer is quoted. */
function unknownUser({ command, reply }: Answer, byCode: string | null): string {
  if (command === 'RCPT') return 'userunknown'
  return command === '' && reply === '' && byCode === null ? 'userunknown' : 'filtered'
}

function byReply({ reply, command }: Answer, report: Report | null): string {
  if (command === 'EHLO' || command === 'CONN') return 'blocked'
  if (report !== null && /^x-/.test(report.kind)) return 'mailererror'
  if (/^50[0-4]$/.test(reply)) return 'syntaxerror'
  return reply === '' && report === null ? 'undefined' : 'onhold'
}

const isTemporary = (report: Report | null, { reply }: Answer, words: string): boolean =>
  reply !== ''
    ? reply.startsWith('4')
    : report?.action === 'delayed' || (TEMPORARY.test(words) && !/permanent|fatal/i.test(words))
