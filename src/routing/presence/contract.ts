import { type Static, Type } from 'typebox'
import { api, ById, Closed, Instant, Nullable, PageOf, Texts, Uuid } from '#kernel/http'

export const PresenceKind = Type.Enum(['available', 'busy', 'away', 'offline'])

const Minutes = Type.Integer({ minimum: 1, maximum: 480 })
const stateFields = {
  name: Texts,
  /** What it does to work: `available` takes it, `busy` finishes what is open, `away` gives back what waits. */
  kind: Type.Enum(['available', 'busy', 'away']),
  /** How long it is meant to last. Busy ends by itself then; who is away longer is shown so. */
  minutes: Nullable(Minutes),
  place: Type.Integer({ minimum: 0, maximum: 1_000 }),
}
/** What people are doing, as the operator calls it. */
export const PresenceState = Type.Object({ id: Uuid, ...stateFields, rev: Type.Integer() })
export type PresenceState = Static<typeof PresenceState>

export const Presence = Type.Object({
  /** The advisor. */
  id: Uuid,
  agent: Uuid,
  name: Type.String(),
  state: PresenceKind,
  /** The operator's own state, where one was chosen. */
  as: Nullable(Uuid),
  /** Why it changed by itself: `silent` (no sign of their screen), `wrap-up`, `missed` (offers), `deactivated`. */
  reason: Nullable(Type.String()),
  /** When it ends, or was meant to. */
  until: Nullable(Instant),
  /** Who set it, where it was not themselves: a name, or nothing for a program. */
  setBy: Nullable(Type.String()),
  /** How many slots of work at once, and how many are taken now. */
  capacity: Type.Integer(),
  load: Type.Integer(),
  since: Instant,
  rev: Type.Integer(),
})
export type Presence = Static<typeof Presence>

const choice = {
  /** One of the four kinds … */
  state: Type.Optional(PresenceKind),
  /** … or one of the operator's own states, which is of a kind. */
  as: Type.Optional(Uuid),
  /** How long, where the state's own minutes do not fit. */
  minutes: Type.Optional(Minutes),
}
/** What somebody is set to: `state` or `as`. */
export const Choice = Closed(choice)
export type Choice = Static<typeof Choice>

export const presenceApi = api({
  'PUT /api/v1/presence': { summary: 'Say whether one takes work', body: Choice, answer: Presence },
  'POST /api/v1/presence/heartbeat': {
    summary: 'Still here; without it for 60 s one counts as away',
    answer: Presence,
  },
  'GET /api/v1/presence': { summary: 'Who is there', answer: PageOf(Presence) },
  'PUT /api/v1/agents/:id/presence': {
    summary: 'Say whether somebody else takes work: for who leads them, and for telephony or shift planning by a key',
    params: ById,
    body: Choice,
    answer: Presence,
  },
  'PUT /api/v1/presence/by-login': {
    summary: 'The same, for programs that know people by what they sign in with',
    body: Closed({ login: Type.String({ minLength: 1, maxLength: 200 }), ...choice }),
    answer: Presence,
  },
  'GET /api/v1/presence-states': {
    summary: 'The operator’s own states, in their order',
    answer: PageOf(PresenceState),
  },
  'POST /api/v1/presence-states': {
    summary: 'Add a state of the operator’s own',
    body: Closed({ id: Uuid, ...stateFields }),
    answer: PresenceState,
  },
  'PUT /api/v1/presence-states/:id': {
    summary: 'Change a state; who is in it stays in it',
    params: ById,
    body: Closed(stateFields),
    answer: PresenceState,
  },
  'DELETE /api/v1/presence-states/:id': {
    summary: 'Take a state away; who is in it stays in it until they choose another',
    params: ById,
    answer: Type.Null(),
  },
})
