import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, Uuid } from '#kernel/http'

const Person = Type.Object({ id: Uuid, name: Type.String() })
const Day = Type.String({ format: 'date', maxLength: 10 })

const CoachingNote = Type.Object({
  id: Uuid,
  brand: Uuid,
  agent: Person,
  author: Person,
  /** What it came of. */
  review: Nullable(Uuid),
  text: Type.String(),
  /** By when it is to be done. */
  dueOn: Nullable(Day),
  doneAt: Nullable(Instant),
  writtenAt: Instant,
  rev: Type.Integer(),
  may: Type.Object({ change: Type.Boolean() }),
})
export type CoachingNote = Static<typeof CoachingNote>

export const notesApi = api({
  'GET /api/v1/coaching-notes': {
    summary:
      'What was agreed with an advisor to do better, the newest first, at most 200: one’s own, or of those one leads',
    query: Closed({ of: Type.Enum(['mine', 'others']), agent: Type.Optional(Uuid) }),
    answer: Type.Object({ items: Type.Array(CoachingNote) }),
  },
  'PUT /api/v1/coaching-notes/:id': {
    summary: 'Write a coaching note (`id`, one of yours), or change one of one’s own',
    params: ById,
    body: Closed({
      agent: Uuid,
      brand: Uuid,
      review: Nullable(Uuid),
      text: Type.String({ minLength: 1, maxLength: 2_000 }),
      dueOn: Nullable(Day),
    }),
    answer: CoachingNote,
  },
  'DELETE /api/v1/coaching-notes/:id': { summary: 'Take back a note of one’s own', params: ById },
  'PUT /api/v1/coaching-notes/:id/done': { summary: 'It is done', params: ById, answer: CoachingNote },
  'DELETE /api/v1/coaching-notes/:id/done': { summary: 'It is not done after all', params: ById, answer: CoachingNote },
})
export type NotesApi = ApiTypes<typeof notesApi>
