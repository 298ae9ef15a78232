import { codeOf, type Passage } from './pass.ts'

/** What to do after a mail was handed over, or was not. `error` is a code: an enhanced status, or one of ours. */
export type Outcome =
  | { class: 'accepted' }
  | { class: 'retry'; error: string }
  /** The whole mail had left and no answer came: whoever sends it again may send it twice. */
  | { class: 'unknown'; error: string }
  | { class: 'permanent'; error: string }
  /** About who we are, not about this mail: nothing will pass until somebody has looked. */
  | { class: 'auth'; error: string }

/** Server statuses that speak of us and not of the mail: authentication wanted, refused, or too weak. */
const OURS = new Set([530, 534, 535, 538])

/** What the server said, as what we do next. 5.7.x before the mail left is about who we are; afterwards it is about this mail. */
export function outcomeOf(passage: Passage): Outcome {
  if (passage.ok) return { class: 'accepted' }
  const { status, code, enhanced, stage, left } = passage
  const error = codeOf(passage)
  if (code === 'EAUTH' && (status === null || status >= 500))
    return { class: 'auth', error: status === null ? 'eauth' : error }
  // A certificate that is none, or a server that offers no TLS where it is wanted: whatever it called that.
  if (code === 'ETLS' && (status === null || status >= 500)) return { class: 'auth', error: 'etls' }
  if (status === null) return left ? { class: 'unknown', error } : noAnswer(code, error)
  const aboutUs = OURS.has(status) || (enhanced?.startsWith('5.7.') === true && stage !== 'DATA')
  if (status >= 500 && aboutUs) return { class: 'auth', error }
  return status >= 500 ? { class: 'permanent', error } : { class: 'retry', error }
}

/** A mail that no server takes is not sent again and again. */
function noAnswer(code: string, error: string): Outcome {
  return code === 'EMESSAGE' || code === 'EENVELOPE' ? { class: 'permanent', error } : { class: 'retry', error }
}
