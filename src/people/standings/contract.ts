import { Type } from 'typebox'
import { Closed, Instant, Nullable, Uuid } from '#kernel/http'
import { Standing, StandingKind } from './shapes.ts'

const OfContact = Closed({ id: Uuid, kind: StandingKind })

export const standingApi = {
  'GET /api/v1/contacts/:id/standings': {
    summary: 'Why a contact is served before others, until when, and who looks after them',
    params: Closed({ id: Uuid }),
    answer: Type.Object({ items: Type.Array(Standing) }),
  },
  'PUT /api/v1/contacts/:id/standings/:kind': {
    summary:
      'Serve a contact before others, for a reason and until a time, a year ahead at most; said again it replaces',
    params: OfContact,
    body: Closed({
      reason: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
      until: Instant,
      /** Advisors who work here; work is kept for the first, then for the other. */
      named: Nullable(Uuid),
      backup: Nullable(Uuid),
    }),
    answer: Type.Object({ items: Type.Array(Standing) }),
  },
  'DELETE /api/v1/contacts/:id/standings/:kind': {
    summary: 'End a standing before its time',
    params: OfContact,
    answer: Type.Object({ items: Type.Array(Standing) }),
  },
} as const
