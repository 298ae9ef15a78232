export interface Address {
  name: string
  address: string
}

export interface Attachment {
  name: string
  /** Media type, lower case, without parameters. */
  type: string
  bytes: number
  sha256: string
  /** Shown within the text: named by it, or marked so by the sender. */
  inline: boolean
  /** Without its angle brackets; null when the part has none. */
  contentId: string | null
  content: Uint8Array
}

export type AutoClass = 'bounce-hard' | 'bounce-soft' | 'auto-reply' | 'list' | 'feedback-report'

export interface Bounce {
  /** The address that was not reached (or that complained); empty when the report does not say. */
  recipient: string
  /** Enhanced status code; `5.0.9xx` and `4.0.9xx` are ours, for reports without one. Empty for feedback and replies. */
  dsn: string
  /** One of `bounce/reasons.ts`. */
  reason: string
  /** True only when the address will never work: nothing more should be sent to it. */
  hard: boolean
  /** Message-ID of the mail that came back, when the report holds it. */
  original: string | null
}

/** Why only a part of a mail was understood; the raw mail has the rest. */
export type MailError = 'empty' | 'too-large' | 'too-deep' | 'too-many-parts' | 'unreadable'

export interface MailUnderstood {
  from: Address
  to: Address[]
  cc: Address[]
  replyTo: Address[]
  /** Envelope sender as the receiving server wrote it; empty for `<>`, null when it wrote none. */
  returnPath: string | null
  subject: string
  /** ISO 8601 in UTC; null when missing or unreadable. */
  date: string | null
  /** Without angle brackets; null when missing. `key` is there always. */
  messageId: string | null
  /** What a second copy of this mail has too: the Message-ID, else the SHA-256 of its bytes. */
  key: string
  inReplyTo: string[]
  references: string[]
  /** The whole body as plain text. */
  text: string
  /** What the person wrote now; never empty when `text` is not. */
  visible: string
  /** What was folded away. */
  quoted: string
  signature: string
  /** Safe to show in a sandboxed frame; empty when the mail has no HTML. */
  html: string
  attachments: Attachment[]
  auto: AutoClass | null
  bounce: Bounce | null
  error: MailError | null
}
