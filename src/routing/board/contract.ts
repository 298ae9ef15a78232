import { type Static, Type } from 'typebox'
import { api, ById, Closed, Instant, Lang, Nullable, Uuid } from '#kernel/http'
import { Presence } from '../presence/contract.ts'

const Who = Type.Object({ id: Uuid, name: Type.String() })

/** A hand that is up: an advisor asks whoever leads to look. */
export const Hand = Type.Object({
  /** The conversation. */
  id: Uuid,
  by: Who,
  at: Instant,
  rev: Type.Integer(),
})
export type Hand = Static<typeof Hand>

/** A piece of work as the board shows it. */
export const BoardItem = Type.Object({
  /** The conversation. */
  id: Uuid,
  brand: Uuid,
  queue: Uuid,
  state: Type.Enum(['waiting', 'assigned', 'parked']),
  /** Who has it; where it waits, who is just asked. */
  agent: Nullable(Uuid),
  offered: Type.Boolean(),
  channel: Type.String(),
  priority: Type.String(),
  slots: Type.Integer(),
  /** Null: the caller may see that it is there, and not whose it is. */
  card: Nullable(
    Type.Object({
      contact: Type.String(),
      reference: Type.String(),
      lang: Nullable(Lang),
      /** Since when the customer waits for an answer; null: for none. */
      waitingSince: Nullable(Instant),
    }),
  ),
  hand: Nullable(Hand),
})
export type BoardItem = Static<typeof BoardItem>

export const Board = Type.Object({
  agents: Type.Array(Presence),
  /** How many more are there than are shown: choose a team to see them. */
  more: Type.Integer(),
  /** What those agents have, and of what waits, by queue, what comes first. */
  items: Type.Array(BoardItem),
  queues: Type.Array(
    Type.Object({ id: Uuid, waiting: Type.Integer(), oldest: Nullable(Instant), offered: Type.Integer() }),
  ),
  live: Type.String(),
})
export type Board = Static<typeof Board>

export const boardApi = api({
  'GET /api/v1/board': {
    summary: 'Who works on what now, and what waits: for those who lead',
    query: Closed({ team: Type.Optional(Uuid), brand: Type.Optional(Uuid) }),
    answer: Board,
  },
  'GET /api/v1/conversations/:id/hand': {
    summary: 'The hand that is up on a conversation, if one is',
    params: ById,
    answer: Type.Object({ hand: Nullable(Hand), live: Type.String() }),
  },
  'PUT /api/v1/conversations/:id/hand': {
    summary: 'Raise a hand on one’s own conversation: those who lead are told. What is asked becomes a note',
    params: ById,
    body: Closed({ id: Uuid, question: Type.String({ maxLength: 2_000 }) }),
    answer: Type.Object({ hand: Nullable(Hand) }),
  },
  'DELETE /api/v1/conversations/:id/hand': {
    summary: 'Lower the hand: one’s own, or another’s that was helped',
    params: ById,
    answer: Type.Object({ hand: Nullable(Hand) }),
  },
})
