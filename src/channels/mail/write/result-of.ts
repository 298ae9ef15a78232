import type { SendResult } from '../../port/outbound.ts'
import type { Passage } from './smtp.ts'

/** Server statuses that speak of us and not of the mail: authentication wanted, refused, or too weak. */
const OURS = new Set([530, 534, 535, 538])

/** What the server said, as what we do next. 5.7.x before the mail left is about who we are; afterwards it is about this mail. */
export function resultOf(passage: Passage, ref: string): SendResult {
  if (passage.ok) return { class: 'accepted', ref }
  const { status, code, enhanced, stage, left } = passage
  const error = enhanced ?? (status === null ? code.toLowerCase() : `smtp-${status}`)
  if (code === 'EAUTH' && (status === null || status >= 500))
    return { class: 'auth', error: status === null ? 'eauth' : error }
  if (status === null) return left ? { class: 'unknown', error } : noAnswer(code, error)
  const aboutUs = OURS.has(status) || (enhanced?.startsWith('5.7.') === true && stage !== 'DATA')
  if (status >= 500 && aboutUs) return { class: 'auth', error }
  return status >= 500 ? { class: 'permanent', error } : { class: 'retry', after: null, error }
}

/** A certificate or a missing STARTTLS is for an administrator to look at; a mail that no server takes is not sent again and again. */
function noAnswer(code: string, error: string): SendResult {
  if (code === 'ETLS') return { class: 'auth', error }
  if (code === 'EMESSAGE' || code === 'EENVELOPE') return { class: 'permanent', error }
  return { class: 'retry', after: null, error }
}
