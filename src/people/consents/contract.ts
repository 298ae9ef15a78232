import { type Static, Type } from 'typebox'
import { ById, Instant, Nullable } from '#kernel/http'

/** The kind of medium a consent is for, as people name it. */
export const ConsentChannel = Type.Enum(['email', 'sms', 'phone', 'post', 'chat', 'messenger', 'app'])

export const ConsentRecord = Type.Object({
  purpose: Type.String(),
  /** Null: for all channels. */
  channel: Nullable(Type.String()),
  given: Type.Boolean(),
  at: Instant,
  /** The proof. */
  how: Type.String(),
  by: Type.String(),
})
export type ConsentRecord = Static<typeof ConsentRecord>

export const consentsApi = {
  'GET /api/v1/contacts/:id/consents': {
    summary:
      'Every consent a contact gave and withdrew, the newest first, with who recorded it and the proof; 500 at most',
    params: ById,
    answer: Type.Object({ items: Type.Array(ConsentRecord) }),
  },
} as const
