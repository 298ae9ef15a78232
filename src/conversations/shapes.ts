import { type Static, Type } from 'typebox'
import { Instant, Lang, Nullable, Uuid } from '#kernel/http'
import { StandingKindShape } from '#people/contract'

export const oneOf = <const T extends string[]>(values: readonly [...T]) => Type.Enum(values)

export const Status = oneOf(['open', 'pending', 'snoozed', 'solved', 'closed', 'spam'])
export type Status = Static<typeof Status>
export const Priority = oneOf(['P1', 'P2', 'P3', 'P4'])
export type Priority = Static<typeof Priority>
export const Holder = oneOf(['bot', 'queue', 'agent'])
export type Holder = Static<typeof Holder>
export const ChannelKind = Type.String({ pattern: '^[a-z]+(\\.[a-z]+)?$', maxLength: 30 })
export const Impact = oneOf(['interrupted', 'degraded', 'minor', 'question'])
export const Responsibility = oneOf(['ours', 'shared', 'theirs'])
export type Impact = Static<typeof Impact>
export type Responsibility = Static<typeof Responsibility>

const Who = Type.Object({ id: Uuid, name: Type.String() })

/** What every list shows and live views carry: one row a conversation. */
export const InboxRow = Type.Object({
  id: Uuid,
  /** Grows with each change; a live row that is not newer is dropped. */
  rev: Type.Integer(),
  brand: Uuid,
  /** What people say to each other: AUR-7K3-219. */
  reference: Type.String(),
  channel: ChannelKind,
  visibility: oneOf(['public', 'private']),
  subject: Nullable(Type.String()),
  contact: Who,
  lang: Nullable(Lang),
  status: Status,
  priority: Priority,
  holder: Holder,
  queue: Nullable(Uuid),
  assignee: Nullable(Who),
  team: Nullable(Uuid),
  labels: Type.Array(Uuid),
  lastText: Type.String(),
  lastBy: oneOf(['contact', 'agent', 'bot', 'system']),
  lastAt: Instant,
  /** seq of the newest message; unread when greater than the reader's position. */
  lastSeq: Type.Integer(),
  /** seq of the newest message by the customer: what a reply must have seen. */
  lastContactSeq: Type.Integer(),
  /** Since when the customer waits for us; null when nobody waits. */
  waitingSince: Nullable(Instant),
  due: Nullable(Type.Object({ at: Instant, kind: Type.String() })),
  snoozedUntil: Nullable(Instant),
  disposition: Nullable(Uuid),
  /** 1–5, when the customer has rated. */
  csat: Nullable(Type.Integer()),
  /** The kind of standing the customer has while it lasts: served before others of its priority. Null: none. */
  vip: Nullable(StandingKindShape),
  createdAt: Instant,
  solvedAt: Nullable(Instant),
})
export type InboxRow = Static<typeof InboxRow>

export const Attachment = Type.Object({
  id: Uuid,
  name: Type.String(),
  mime: Type.String(),
  bytes: Type.Integer(),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
  /** Read through the conversation's policy; add ?download to save. */
  href: Type.String(),
})
export type Attachment = Static<typeof Attachment>

export const Delivery = oneOf(['queued', 'sent', 'delivered', 'read', 'failed', 'withdrawn', 'unknown'])
export type Delivery = Static<typeof Delivery>

export const QuickReply = Type.Object({ id: Type.String({ maxLength: 64 }), label: Type.String({ maxLength: 80 }) })
/** An article offered by the bot: shown as a card with a link. */
export const Card = Type.Object({ title: Type.String(), text: Type.String(), href: Type.String() })

/** What a mail says besides its text. */
export const MailHead = Type.Object({
  subject: Type.String(),
  cc: Type.Array(Type.String()),
  bcc: Type.Array(Type.String()),
  /** Does it quote what it answers? */
  quote: Type.Boolean(),
})
export type MailHead = Static<typeof MailHead>

export const Message = Type.Object({
  id: Uuid,
  rev: Type.Integer(),
  conversation: Uuid,
  /** Place in the conversation, without gaps. */
  seq: Type.Integer(),
  by: Type.Object({ kind: oneOf(['contact', 'agent', 'bot', 'system']), id: Nullable(Uuid), name: Type.String() }),
  /** `note` is internal: customers never get it. */
  visibility: oneOf(['public', 'private', 'note']),
  /** The way it took, when that was not the conversation's own: a chat that went on by `email`. Null: the conversation's own. */
  channel: Nullable(ChannelKind),
  /** The merged conversation it stands in for the customer; null: this one. */
  home: Nullable(Uuid),
  text: Type.String(),
  /** Safe HTML, baked when it was written. */
  html: Type.String(),
  lang: Nullable(Lang),
  /** The provider's clock, or ours when we are the provider. */
  at: Instant,
  receivedAt: Instant,
  delivery: Nullable(Type.Object({ state: Delivery, why: Nullable(Type.String()) })),
  attachments: Type.Array(Attachment),
  quickReplies: Type.Array(QuickReply),
  cards: Type.Array(Card),
  mentions: Type.Array(Uuid),
  /** Of replies by mail whose author said more than its text. */
  mail: Nullable(MailHead),
  /** The exchange with an outsider it belongs to: then it is a note, and the customer never gets it. */
  side: Nullable(Uuid),
  /** With who or what gave each, as the log says it: `agent:<id>`, `key:<id>`, `bot`. */
  labels: Type.Array(Type.Object({ label: Uuid, by: Type.String(), at: Instant })),
  editedAt: Nullable(Instant),
  deletedAt: Nullable(Instant),
})
export type Message = Static<typeof Message>

/** An exchange with somebody outside about the conversation. */
export const Side = Type.Object({
  id: Uuid,
  address: Type.String(),
  name: Type.String(),
  subject: Type.String(),
  at: Instant,
})
export type Side = Static<typeof Side>

/** Another conversation of the contact that is worked on within this one: a way to them. */
export const Way = Type.Object({
  id: Uuid,
  reference: Type.String(),
  channel: ChannelKind,
  visibility: oneOf(['public', 'private']),
  at: Instant,
})
export type Way = Static<typeof Way>

/** A reply that waits for its time, or that did not go: `stopped` says why. */
export const Later = Type.Object({
  id: Uuid,
  rev: Type.Integer(),
  /** The advisor who left it. */
  by: Uuid,
  text: Type.String(),
  attachments: Type.Array(Attachment),
  mail: Nullable(MailHead),
  way: Nullable(Uuid),
  next: oneOf(['stay', 'wait', 'solve']),
  sendAt: Instant,
  /** Also when the customer writes meanwhile. */
  anyway: Type.Boolean(),
  stopped: Nullable(oneOf(['stale', 'closed', 'author-gone', 'refused'])),
})
export type Later = Static<typeof Later>

/** A quiet line of the timeline: something that happened, told from the log. The screen has a sentence for each name. */
export const TimelineLine = Type.Object({
  id: Type.String(),
  at: Instant,
  name: Type.String(),
  by: Type.Object({ kind: oneOf(['contact', 'agent', 'bot', 'system']), name: Nullable(Type.String()) }),
  /** Codes, numbers, times, and names looked up now. */
  data: Type.Record(Type.String(), Type.Unknown()),
})
export type TimelineLine = Static<typeof TimelineLine>

/** What a visitor gets of a message: nothing internal. */
export const VisitorMessage = Type.Object({
  id: Uuid,
  rev: Type.Integer(),
  seq: Type.Integer(),
  /** As in Message. */
  channel: Nullable(ChannelKind),
  by: Type.Object({ kind: oneOf(['you', 'agent', 'bot', 'system']), name: Type.String() }),
  text: Type.String(),
  html: Type.String(),
  at: Instant,
  attachments: Type.Array(Attachment),
  quickReplies: Type.Array(QuickReply),
  cards: Type.Array(Card),
  editedAt: Nullable(Instant),
  deletedAt: Nullable(Instant),
})
export type VisitorMessage = Static<typeof VisitorMessage>
