import { type Static, Type } from 'typebox'
import { MESSAGE_MAX } from '#conversations/contract'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, Uuid } from '#kernel/http'

const Mailbox = Type.Object({ name: Type.String(), address: Type.String() })

/** What a mail of a conversation has besides its visible text. Addresses are masked for those who may not see them. */
export const Letter = Type.Object({
  message: Uuid,
  subject: Type.String(),
  from: Mailbox,
  to: Type.Array(Mailbox),
  cc: Type.Array(Mailbox),
  /** Is there something that was folded away? Its words are asked for one mail at a time. */
  quoted: Type.Boolean(),
  signature: Type.Boolean(),
  /** It has HTML; and pictures that stand elsewhere. */
  designed: Type.Boolean(),
  remote: Type.Boolean(),
  /** Attachments shown inside its HTML. */
  pictures: Type.Array(Uuid),
  /** A machine wrote it: `bounce-hard`, `bounce-soft`, `auto-reply`, `list`, `feedback-report`. */
  auto: Nullable(Type.String()),
  /** Somebody vouches for the sender; and who found what. */
  trusted: Type.Boolean(),
  trust: Type.Object({
    by: Nullable(Type.String()),
    spf: Nullable(Type.String()),
    dkim: Nullable(Type.String()),
    dmarc: Nullable(Type.String()),
  }),
  /** `forged-address`, `foreign-address`, `other-sender`; `copied-in`: an advisor copied them in. */
  mark: Nullable(Type.String()),
  /** The raw mail is still kept. */
  raw: Type.Boolean(),
})
export type Letter = Static<typeof Letter>

/** What a reply will say if nobody changes it. */
export const MailOut = Type.Object({
  from: Type.String(),
  to: Nullable(Mailbox),
  subject: Type.String(),
  signature: Type.String(),
  quote: Nullable(Type.Object({ head: Type.String(), text: Type.String() })),
  /** Others the customer's newest mail went to. */
  others: Type.Array(Mailbox),
  /** The address came back for good: nothing is sent there until somebody lifts that. */
  refused: Nullable(Type.Object({ code: Type.String(), at: Instant })),
})
export type MailOut = Static<typeof MailOut>

export const MailDesk = Type.Object({
  letters: Type.Array(Letter),
  /** Null where replies do not go by mail. */
  out: Nullable(MailOut),
  /** The mailbox that outsiders are asked from; null: the brand has none. */
  mailbox: Nullable(Mailbox),
})
export type MailDesk = Static<typeof MailDesk>

const email = Type.String({ format: 'email', maxLength: 254 })
const subject = Type.String({ minLength: 1, maxLength: 500 })
const text = Type.String({ maxLength: MESSAGE_MAX })
const uploads = Type.Optional(Type.Array(Uuid, { maxItems: 10 }))
const ofMessage = Closed({ id: Uuid, message: Uuid })

export const mailApi = api({
  'GET /api/v1/conversations/:id/mail': {
    summary: 'What its mails have besides their text, and what a reply by mail will say',
    params: ById,
    answer: MailDesk,
  },
  'GET /api/v1/conversations/:id/mail/:message': {
    summary: 'What was folded away of one mail',
    params: ofMessage,
    answer: Type.Object({ quoted: Type.String(), signature: Type.String() }),
  },
  'GET /api/v1/conversations/:id/mail/:message/page': {
    summary:
      'One mail as it was designed: a page for a sandboxed frame; with `pictures` those from elsewhere come through us',
    params: ofMessage,
    query: Closed({ pictures: Type.Optional(Type.Boolean()) }),
  },
  'GET /api/v1/mail-pictures': {
    summary: 'A picture of such a page, by the sealed link that the page was given for an hour',
    query: Closed({ link: Type.String({ maxLength: 6000, pattern: '^[A-Za-z0-9_-]+$' }) }),
  },
  'GET /api/v1/conversations/:id/mail/:message/raw': {
    summary: 'The mail as it came, with all its headers; who looked is written down',
    params: ofMessage,
    answer: Type.Object({
      /** Null when it is not kept any more. */
      text: Nullable(Type.String()),
      bytes: Type.Integer(),
      /** There is more than is shown. */
      cut: Type.Boolean(),
    }),
  },
  'GET /api/v1/conversations/:id/mail/:message/eml': {
    summary: 'The same as a file',
    params: ofMessage,
  },
  'POST /api/v1/contacts/:id/mails': {
    summary: 'Write a new mail to a contact: a new conversation, which is its author’s',
    params: ById,
    body: Closed({
      /** The conversation’s id and the message’s, made by the client. */
      id: Uuid,
      message: Uuid,
      subject,
      text: Type.String({ minLength: 1, maxLength: MESSAGE_MAX }),
      cc: Type.Array(email, { maxItems: 20 }),
      bcc: Type.Array(email, { maxItems: 20 }),
      attachments: uploads,
    }),
  },
  'POST /api/v1/conversations/:id/sides': {
    summary: 'Ask somebody outside, with chosen messages and files; the customer learns nothing of it',
    params: ById,
    body: Closed({
      id: Uuid,
      message: Uuid,
      to: Closed({ address: email, name: Type.String({ maxLength: 120 }) }),
      subject,
      text,
      include: Type.Array(Uuid, { maxItems: 100 }),
      files: Type.Array(Uuid, { maxItems: 20 }),
      attachments: uploads,
    }),
  },
  'POST /api/v1/conversations/:id/sides/:side/messages': {
    summary: 'Write on to an outsider',
    params: Closed({ id: Uuid, side: Uuid }),
    body: Closed({ id: Uuid, text, attachments: uploads }),
  },
})
export type MailApi = ApiTypes<typeof mailApi>
