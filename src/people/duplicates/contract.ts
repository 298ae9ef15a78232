import { type Static, Type } from 'typebox'
import { ById, Closed, Uuid } from '#kernel/http'

export const Duplicate = Type.Object({
  id: Uuid,
  name: Type.String(),
  /** Why they may be the same person, the surest first. */
  why: Type.Array(Type.Enum(['handle', 'verified-handle', 'name-organisation'])),
  /** Both proved who they are, each by something else: only a person can say whether they are the same. */
  bothVerified: Type.Boolean(),
})
export type Duplicate = Static<typeof Duplicate>

const Pair = Closed({ id: Uuid, other: Uuid })
const Duplicates = Type.Object({ items: Type.Array(Duplicate) })

export const duplicatesApi = {
  'GET /api/v1/contacts/:id/duplicates': {
    summary: 'Who may be the same person, and why; nobody is merged by it',
    params: ById,
    answer: Duplicates,
  },
  'PUT /api/v1/contacts/:id/not-same/:other': {
    summary: 'Say that two contacts are not the same person; they are not suggested again',
    params: Pair,
    answer: Duplicates,
  },
  'DELETE /api/v1/contacts/:id/not-same/:other': {
    summary: 'Take back that they are not the same person',
    params: Pair,
    answer: Duplicates,
  },
} as const
