import { type Static, Type } from 'typebox'
import { InboxRowShape } from '#conversations/contract'
import { api, ById, Instant, Lang, Nullable, PageOf, Texts, Uuid } from '#kernel/http'

/** What was true when somebody got work, or was offered it: numbers and codes. */
export const Facts = Type.Object({
  among: Type.Optional(Type.Integer()),
  load: Type.Optional(Type.Integer()),
  capacity: Type.Optional(Type.Integer()),
  level: Type.Optional(Type.Integer()),
  asked: Type.Optional(Type.Integer()),
  lang: Type.Optional(Lang),
  /** Why it was kept for somebody before, and for how many seconds. */
  kept: Type.Optional(Type.String()),
  keptSeconds: Type.Optional(Type.Integer()),
  /** The kind of standing its customer had. */
  vip: Type.Optional(Type.String()),
  priority: Type.Optional(Type.String()),
})

/** Work that is the caller's for the asking, until a time. */
export const Offer = Type.Object({
  /** The conversation: it has one open offer at most. */
  id: Uuid,
  agent: Uuid,
  queue: Type.Object({ id: Uuid, name: Texts }),
  facts: Facts,
  at: Instant,
  until: Instant,
  /** The conversation as lists show it. */
  row: InboxRowShape,
  rev: Type.Integer(),
})
export type Offer = Static<typeof Offer>

export const offersApi = api({
  'GET /api/v1/offers': { summary: 'What the caller is offered now, oldest first', answer: PageOf(Offer) },
  'PUT /api/v1/conversations/:id/offer': {
    summary: 'Accept: the conversation is the caller’s. Said twice, it is meant once',
    params: ById,
    answer: InboxRowShape,
  },
  'DELETE /api/v1/conversations/:id/offer': {
    summary: 'Decline: it is offered to others, and not to the caller again',
    params: ById,
    answer: Type.Object({ offered: Nullable(Uuid) }),
  },
})
