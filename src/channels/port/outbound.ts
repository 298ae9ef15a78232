import type { MessageId } from '#kernel/ids'

/** One answer on its way out. */
export interface Outbound {
  /** What is answered: the conversation, or an exchange with an outsider beside it. */
  conversationId: string
  messageId: MessageId
  /** Ours; sent along where the provider takes an idempotency key or an opaque field. */
  clientKey: string
  thread: { id: string; visibility: 'public' | 'private'; subject: string | null }
  /** Outside ids of the newest messages of the thread, newest first. */
  inReplyTo: readonly string[]
  to: { handle: string; name: string } | null
  author: { name: string; bot: boolean }
  text: string
  html: string
  lang: string | null
  quickReplies: readonly { id: string; label: string }[]
  attachments: readonly OutboundFile[]
  /** Nobody wrote it and it answers nothing: it says so, and no machine answers it. */
  generated?: boolean
  /** The case it is about, under the first answer: what to call it, and where the contact sees how it stands. */
  case?: { reference: string; url: string | null } | null
  /** What its author said of the mail; null where nobody did. */
  mail?: MailHead | null
  /** What was written last by whom it answers, for channels that quote it. */
  quoted: { by: string; at: Date; text: string } | null
}
export interface MailHead {
  subject: string
  cc: readonly string[]
  /** Stand in the envelope and nowhere else. */
  bcc: readonly string[]
  quote: boolean
}
export interface OutboundFile {
  blob: string
  name: string
  mime: string
  bytes: number
}

/** What plan() may know besides: pure rules of windows and single answers need no more. */
export interface PlanFacts {
  now: Date
  lastCustomerAt: Date | null
  priorReplies: number
  /** The address came back for good; nobody has lifted it. */
  suppressed: boolean
}
export interface Step {
  text: string
  attachments: readonly OutboundFile[]
}
export type Plan = { ok: true; steps: readonly Step[] } | { ok: false; reason: RefusedReason }
export type RefusedReason =
  | 'window-closed'
  | 'already-replied'
  | 'too-long'
  | 'media-refused'
  | 'not-allowed'
  | 'no-route'
  | 'suppressed'

/** `error` is a code, never a sentence of the provider's: those may hold personal text. */
export type SendResult =
  | { class: 'accepted'; ref: string }
  /** The provider says it has this already. */
  | { class: 'duplicate'; ref: string | null }
  | { class: 'retry'; after: Date | null; error: string }
  /** The bytes left and no answer came: look before sending again. */
  | { class: 'unknown'; error: string }
  | { class: 'permanent'; error: string }
  /** Nothing goes out on this account until an administrator has looked. */
  | { class: 'auth'; error: string }
