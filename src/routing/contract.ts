import { type Static, Type } from 'typebox'
import { InboxRowShape } from '#conversations/contract'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, PageOf, Texts, Uuid } from '#kernel/http'

export const Queue = Type.Object({
  id: Uuid,
  brand: Uuid,
  name: Texts,
  /** Push offers work to whoever is free; pull waits for "next". */
  push: Type.Boolean(),
  /** Conversations that wait here now, and since when the first does. */
  waiting: Type.Integer(),
  oldest: Nullable(Instant),
  rev: Type.Integer(),
})
export type Queue = Static<typeof Queue>

export const PresenceState = Type.Enum(['available', 'busy', 'away', 'offline'])
export const Presence = Type.Object({
  agent: Uuid,
  name: Type.String(),
  state: PresenceState,
  reason: Nullable(Type.String()),
  /** How many conversations at once, and how many now. */
  capacity: Type.Integer(),
  load: Type.Integer(),
  since: Instant,
  rev: Type.Integer(),
})
export type Presence = Static<typeof Presence>

export const routingApi = api({
  'GET /api/v1/queues': { summary: 'Work queues the caller works', answer: PageOf(Queue) },
  'POST /api/v1/queues': {
    summary: 'Create a work queue',
    body: Closed({ id: Uuid, brand: Uuid, name: Texts, push: Type.Boolean() }),
    answer: Queue,
  },
  'PUT /api/v1/queues/:id': {
    summary: 'Change a work queue',
    params: ById,
    body: Closed({ name: Texts, push: Type.Boolean() }),
    answer: Queue,
  },
  'POST /api/v1/work-items/next': {
    summary: 'Take the conversation that has waited longest, within priority; null when nothing waits',
    body: Closed({ id: Uuid }),
    answer: Type.Object({ row: Nullable(InboxRowShape) }),
  },
  'PUT /api/v1/conversations/:id/assignment': {
    summary: 'Assign to an advisor (oneself or another)',
    params: ById,
    body: Closed({ agent: Uuid }),
    answer: InboxRowShape,
  },
  'DELETE /api/v1/conversations/:id/assignment': {
    summary: 'Give back to its queue',
    params: ById,
    answer: InboxRowShape,
  },
  'PUT /api/v1/conversations/:id/queue': {
    summary: 'Transfer to another queue',
    params: ById,
    body: Closed({ queue: Uuid }),
    answer: InboxRowShape,
  },
  'PUT /api/v1/presence': {
    summary: 'Say whether one takes work',
    body: Closed({ state: PresenceState, reason: Type.Optional(Nullable(Type.String({ maxLength: 60 }))) }),
    answer: Presence,
  },
  'POST /api/v1/presence/heartbeat': {
    summary: 'Still here; without it for 60 s one counts as away',
    answer: Presence,
  },
  'GET /api/v1/presence': { summary: 'Who is there', answer: PageOf(Presence) },
})
export type RoutingApi = ApiTypes<typeof routingApi>
