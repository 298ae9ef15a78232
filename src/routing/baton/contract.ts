import { type Static, Type } from 'typebox'
import { api, ById, Closed, Instant, Nullable, Uuid } from '#kernel/http'

const words = Type.String({ maxLength: 2_000 })

/** What whoever takes over is told by whoever had the conversation. */
const note = {
  /** What was done. */
  done: words,
  /** What is next. */
  next: words,
  /** What the customer was told. */
  told: words,
  /** By when the customer was told it would be; null: no time was said. */
  by: Nullable(Instant),
}

/** A conversation that was handed to another queue with a note, until whoever has it says so. */
export const Baton = Type.Object({
  /** The conversation. */
  id: Uuid,
  from: Type.Object({ id: Uuid, name: Type.String() }),
  queue: Uuid,
  at: Instant,
  ...note,
  rev: Type.Integer(),
})
export type Baton = Static<typeof Baton>

export const batonApi = api({
  'GET /api/v1/conversations/:id/baton': {
    summary: 'The note with which a conversation was handed over, until somebody has taken it',
    params: ById,
    answer: Type.Object({ baton: Nullable(Baton), live: Type.String() }),
  },
  'PUT /api/v1/conversations/:id/baton': {
    summary: 'Hand to another queue with a note: what was done, what is next, what the customer was told, by when',
    params: ById,
    body: Closed({ id: Uuid, queue: Uuid, ...note }),
    answer: Type.Object({ baton: Nullable(Baton) }),
  },
  'DELETE /api/v1/conversations/:id/baton': {
    summary: 'Say that one has taken over: for whoever has the conversation',
    params: ById,
    answer: Type.Object({ baton: Nullable(Baton) }),
  },
})
