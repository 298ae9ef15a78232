import { type Static, Type } from 'typebox'
import { ById, Closed, Instant, Uuid } from '#kernel/http'

const Said = Type.Object({
  text: Type.String(),
  /** A name; of a program or of what came by itself, what it is. */
  by: Type.String(),
  at: Instant,
})
export const ContactNote = Type.Object({
  id: Uuid,
  text: Type.String(),
  by: Type.String(),
  at: Instant,
  pinned: Type.Boolean(),
  /** What it said before, the latest first. */
  before: Type.Array(Said),
})
export type ContactNote = Static<typeof ContactNote>

const Text = Type.String({ minLength: 1, maxLength: 5_000, pattern: '\\S' })
const OfNote = Closed({ id: Uuid, note: Uuid })
const Notes = Type.Object({ items: Type.Array(ContactNote) })
export type Notes = Static<typeof Notes>

export const notesApi = {
  'GET /api/v1/contacts/:id/notes': {
    summary: 'What colleagues should know of a contact: what is pinned first, then the newest; 200 at most',
    params: ById,
    answer: Notes,
  },
  'POST /api/v1/contacts/:id/notes': {
    summary: 'Write a note on a contact',
    params: ById,
    body: Closed({ id: Uuid, text: Text }),
    answer: Notes,
  },
  'PUT /api/v1/contacts/:id/notes/:note': {
    summary: 'Change what a note says; what it said before is kept beside it',
    params: OfNote,
    body: Closed({ text: Text }),
    answer: Notes,
  },
  'PUT /api/v1/contacts/:id/notes/:note/pin': {
    summary: 'Let a note stand above the others',
    params: OfNote,
    answer: Notes,
  },
  'DELETE /api/v1/contacts/:id/notes/:note/pin': {
    summary: 'Let a note stand among the others again',
    params: OfNote,
    answer: Notes,
  },
  'PUT /api/v1/contacts/:id/notes/:note/removal': {
    summary: 'Remove a note; for a day it can be brought back, then its words are gone',
    params: OfNote,
    answer: Notes,
  },
  'DELETE /api/v1/contacts/:id/notes/:note/removal': {
    summary: 'Bring a removed note back',
    params: OfNote,
    answer: Notes,
  },
} as const
