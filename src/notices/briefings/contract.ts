import { type Static, Type } from 'typebox'
import { api, ById, Closed, Instant, Nullable, PageOf, pageQueryWith, Uuid } from '#kernel/http'

const words = {
  title: Type.String({ minLength: 1, maxLength: 160 }),
  /** Markdown without raw HTML. */
  body: Type.String({ minLength: 1, maxLength: 10_000 }),
  /** When it ends by itself; null: when it is withdrawn. */
  until: Nullable(Instant),
}

const Edition = Type.Integer({ minimum: 1, maximum: 1_000_000 })

/** What a lead tells advisors at the start of their shift. */
export const Briefing = Type.Object({
  id: Uuid,
  /** Whose advisors it is for; null: everybody's. */
  brand: Nullable(Uuid),
  ...words,
  html: Type.String(),
  by: Type.Object({ id: Uuid, name: Type.String() }),
  at: Instant,
  changedAt: Instant,
  /** Grows when all are asked to read it again. */
  edition: Type.Integer(),
  withdrawnAt: Nullable(Instant),
  /** When the caller said to have read this edition. */
  readAt: Nullable(Instant),
  /** How many of those it is for have read this edition; null: not for the caller to see. */
  readers: Nullable(Type.Object({ read: Type.Integer(), of: Type.Integer() })),
  mayChange: Type.Boolean(),
  rev: Type.Integer(),
})
export type Briefing = Static<typeof Briefing>

export const Reader = Type.Object({
  agent: Type.Object({ id: Uuid, name: Type.String() }),
  /** Null: not yet. */
  readAt: Nullable(Instant),
})
export type Reader = Static<typeof Reader>

export const briefingsApi = api({
  'GET /api/v1/briefings': {
    summary: 'Briefings for the caller, the newest first',
    query: pageQueryWith({
      /** `current`: those that count today; `all`: also those that ended. */
      of: Type.Optional(Type.Enum(['current', 'all'])),
    }),
    answer: PageOf(Briefing),
  },
  'GET /api/v1/briefings/unread': {
    summary: 'How many briefings the caller has still to read',
    answer: Type.Object({ unread: Type.Integer(), live: Type.String() }),
  },
  'POST /api/v1/briefings': {
    summary: 'Write a briefing; its author has read it',
    body: Closed({ id: Uuid, brand: Nullable(Uuid), ...words }),
    answer: Briefing,
  },
  'PUT /api/v1/briefings/:id': {
    summary: 'Change a briefing; with the next edition all are asked to read it again',
    params: ById,
    body: Closed({ ...words, edition: Edition }),
    answer: Briefing,
  },
  'PUT /api/v1/briefings/:id/withdrawn': {
    summary: 'Take a briefing back, or show it again',
    params: ById,
    body: Closed({ withdrawn: Type.Boolean() }),
    answer: Briefing,
  },
  'PUT /api/v1/briefings/:id/read': {
    summary: 'Say that one has read it, in the edition one saw',
    params: ById,
    body: Closed({ edition: Edition }),
    answer: Briefing,
  },
  'GET /api/v1/briefings/:id/readers': {
    summary: 'Who has read it and who has not: for who may write briefings there',
    params: ById,
    answer: Type.Object({ items: Type.Array(Reader) }),
  },
})
