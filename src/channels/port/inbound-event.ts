/** What an adapter reads out of a delivery. Plain data: it is kept as JSON until it is taken. Times are ISO instants by the provider's clock. */
export type InboundEvent = ReceivedMessage | EditedMessage | DeletedMessage | Receipt | Unsupported

interface Base {
  /** Idempotency key: the same for a repeat, and for push and poll of the same thing. */
  key: string
  at: string
  thread: Thread
}

export interface Thread {
  /** Found from the delivery alone: the same input gives the same thread, in any order. */
  id: string
  visibility: 'public' | 'private'
  subject?: string
  /** Outside ids of messages this one answers, nearest first: whichever is known joins its conversation, else `id` decides. */
  answers?: readonly string[]
  /** A name of a conversation that only we could have given (`Foretold.conversation`): it goes before all others. */
  alias?: string
  /** Only the contact of a conversation goes on in it: what somebody else answers begins another. */
  sameContact?: boolean
}

/** Who wrote, as the channel knows them. */
export interface Party {
  handle: string
  name?: string
  /** What the channel proves about the handle: `channel` when it vouches for it, `claimed` when it only repeats it. */
  level: 'none' | 'claimed' | 'channel'
}

export interface Content {
  text: string
  lang?: string
  media?: readonly Media[]
}

/** `part` says where the adapter finds the bytes: a place in the delivery, or the provider's id. */
export interface Media {
  part: string
  name?: string
  mime: string
}

export interface ReceivedMessage extends Base {
  type: 'message'
  ref: string
  from: Party
  content: Content
  /** Not written by a person who waits for an answer: it is shown, nobody is alarmed, no automatic answer goes out. */
  auto?: AutoKind
  /** False: nothing vouches for the sender, so no automatic answer goes out. */
  trusted?: boolean
  /** About a message of ours that came back or is late. */
  bounce?: Returned
  mail?: MailPart
}

/** By `Foretold.message` or by the message's own id, whichever is known. */
export interface Returned {
  refs: readonly string[]
  /** Which address was not reached; empty when the report does not say. */
  recipient?: string
  code: string
  /** `gone`: the address will never work. */
  state: 'gone' | 'failed' | 'late' | 'delivered'
}

interface Mailbox {
  name: string
  address: string
}
/** What a mail has besides its text. */
export interface MailPart {
  subject: string
  from: Mailbox
  replyTo: string | null
  /** Where an answer goes instead of to From; null when that was not asked for, or not to be believed. */
  answerTo?: string | null
  to: readonly Mailbox[]
  cc: readonly Mailbox[]
  quoted: string
  signature: string
  html: string
  /** Pictures shown inside it: by content id, the part that holds each. */
  pictures?: Readonly<Record<string, string>>
  trust: Trust
}
/** What was found out about the sender, and by whom; codes of RFC 8601. */
export interface Trust {
  by: 'server' | 'listener' | null
  spf: string | null
  dkim: string | null
  dmarc: string | null
}
export type AutoKind = 'bounce-hard' | 'bounce-soft' | 'auto-reply' | 'list' | 'feedback-report'

export interface EditedMessage extends Base {
  type: 'edit'
  ref: string
  content: Pick<Content, 'text'>
}
export interface DeletedMessage extends Base {
  type: 'delete'
  ref: string
}
/** About messages of ours, by the provider's id or by the key we sent along. */
export interface Receipt extends Base {
  type: 'receipt'
  refs: readonly string[]
  state: 'sent' | 'delivered' | 'read' | 'failed'
  why?: string
}
/** Of a kind we do not know: shown as a placeholder, never dropped. */
export interface Unsupported extends Base {
  type: 'unsupported'
  ref: string
  from: Party
  label: string
}
