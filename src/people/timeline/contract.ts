import { type Static, Type } from 'typebox'
import { ById, Instant, Nullable, pageQueryWith, Uuid } from '#kernel/http'

export const PersonEntry = Type.Object({
  id: Type.String(),
  at: Instant,
  /** The kind of its source: `contact`, `conversation`, `case`, … */
  kind: Type.String(),
  /** What happened: the name of the event in the log. */
  what: Type.String(),
  subject: Uuid,
  channel: Nullable(Type.String()),
  /** How people name the subject: a reference; null where it has no name. */
  reference: Nullable(Type.String()),
  /** Where more of it is to be read. */
  conversation: Nullable(Uuid),
  by: Type.Object({
    kind: Type.Enum(['person', 'program', 'rule', 'bot', 'customer', 'system']),
    name: Nullable(Type.String()),
  }),
})
export type PersonEntry = Static<typeof PersonEntry>

export const timelineApi = {
  'GET /api/v1/contacts/:id/timeline': {
    summary: 'All that happened with a contact, over all channels, newest first',
    description: 'What the caller may not read is counted in `hidden`, and not shown. `next` goes back as `after`.',
    params: ById,
    query: pageQueryWith({
      kind: Type.Optional(Type.String({ pattern: '^[a-z-]{2,40}$', maxLength: 40 })),
      channel: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    answer: Type.Object({
      items: Type.Array(PersonEntry),
      next: Nullable(Type.String()),
      /** Entries that the caller may not read, among all that fit. */
      hidden: Type.Integer(),
      /** What the entries can be narrowed to. */
      kinds: Type.Array(Type.String()),
      channels: Type.Array(Type.String()),
    }),
  },
} as const
