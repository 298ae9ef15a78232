import { type Static, Type } from 'typebox'
import { MESSAGE_MAX } from '#conversations/contract'
import { Closed, Instant, Lang, Nullable, Uuid } from '#kernel/http'

const name = Type.String({ minLength: 1, maxLength: 120 })

const Author = Type.Union([
  Closed({ kind: Type.Literal('contact') }),
  Closed({ kind: Type.Literal('bot'), name }),
  Closed({
    kind: Type.Literal('agent'),
    name,
    /** Of the advisor here, when they have one. */
    id: Type.Optional(Uuid),
  }),
])

/** A conversation that was had in another system and is over. */
export const PastConversation = Closed({
  /** Made by the client: the same again changes nothing. */
  id: Uuid,
  brand: Uuid,
  channel: Type.Union([Type.Literal('chat.web'), Type.Literal('form')]),
  lang: Lang,
  subject: Type.Optional(Type.String({ maxLength: 200 })),
  contact: Closed({
    /** What the other system knows the person by: the same handle is the same contact. */
    handle: Type.String({ minLength: 1, maxLength: 200 }),
    name: Type.Optional(Type.String({ maxLength: 120 })),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  /** In order of their times; the first is the contact's. */
  messages: Type.Array(
    Closed({
      id: Uuid,
      at: Instant,
      by: Author,
      text: Type.String({ minLength: 1, maxLength: MESSAGE_MAX }),
      /** Internal, by an advisor. */
      note: Type.Optional(Type.Boolean()),
      /** A courtesy ("one moment"): no answer in the figures. */
      acknowledgement: Type.Optional(Type.Boolean()),
    }),
    { minItems: 1, maxItems: 500 },
  ),
  startedWith: Type.Union([Type.Literal('bot'), Type.Literal('queue')]),
  /** When the bot gave it to people, and why. */
  handedOver: Type.Optional(
    Closed({
      at: Instant,
      reason: Type.Enum(['asked', 'bot-missed', 'not-helped', 'urgent']),
    }),
  ),
  solvedAt: Instant,
  labels: Type.Optional(Type.Array(Uuid, { maxItems: 20, uniqueItems: true })),
  disposition: Type.Optional(Nullable(Uuid)),
  csat: Type.Optional(
    Closed({
      askedAt: Instant,
      score: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
      answeredAt: Type.Optional(Instant),
    }),
  ),
})
export type PastConversation = Static<typeof PastConversation>
