import { type Static, Type } from 'typebox'
import { InboxRowShape } from '#conversations/contract'
import { type ApiTypes, api, ById, Closed, Instant, Lang, Nullable, PageOf, Texts, Uuid } from '#kernel/http'
import { batonApi } from './baton/contract.ts'
import { boardApi } from './board/contract.ts'
import { Facts, offersApi } from './offers/contract.ts'
import { presenceApi } from './presence/contract.ts'
import { surgeApi } from './surge/contract.ts'
import { vipCostApi } from './vip-cost/contract.ts'

export type { Baton } from './baton/contract.ts'
export type { Board, BoardItem, Hand } from './board/contract.ts'
export type { Offer } from './offers/contract.ts'
export type { Presence, PresenceState } from './presence/contract.ts'
export type { SurgePlan, SurgeRun } from './surge/contract.ts'
export type { SurgeTrial } from './surge/trial/contract.ts'

const Channel = Type.String({ minLength: 1, maxLength: 40 })

const queueFields = {
  name: Texts,
  /** Push offers work to whoever is free; pull waits for "next". */
  push: Type.Boolean(),
  /** What belongs here; an empty list names nothing. A conversation waits in the queue that names most of what it is. */
  takes: Closed({
    channels: Type.Array(Channel, { maxItems: 20, uniqueItems: true }),
    languages: Type.Array(Lang, { maxItems: 30, uniqueItems: true }),
    labels: Type.Array(Uuid, { maxItems: 30, uniqueItems: true }),
    priorities: Type.Array(InboxRowShape.properties.priority, { maxItems: 4, uniqueItems: true }),
    /** Those of customers with a standing; not said or false names nothing. */
    vip: Type.Optional(Type.Boolean()),
  }),
  /** Work is given only to who knows this at least so well; 1 is learning, 5 expert. */
  skill: Nullable(
    Closed({
      skill: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
      level: Type.Integer({ minimum: 1, maximum: 5 }),
    }),
  ),
  /** Work is given only to who speaks the customer's language. */
  speaks: Type.Boolean(),
  /** Where it goes when nobody took it for so many minutes. */
  overflow: Nullable(Closed({ queue: Uuid, minutes: Type.Integer({ minimum: 1, maximum: 10_080 }) })),
  /** Push asks first: so many seconds to accept, then somebody else is asked. Null: it is given at once. */
  offer: Nullable(Type.Integer({ minimum: 10, maximum: 300 })),
  /** Work comes back, for others, when whoever got it has not answered the customer for so many minutes. */
  silence: Nullable(Type.Integer({ minimum: 1, maximum: 10_080 })),
  /** A customer who comes back is kept for whoever had them in the last so many days, for so many minutes at most; null: not at all. */
  sticky: Nullable(
    Closed({ minutes: Type.Integer({ minimum: 1, maximum: 1_440 }), days: Type.Integer({ minimum: 1, maximum: 365 }) }),
  ),
  /**
   * A customer with a standing is kept for their named advisor, then the back-up, for so many minutes each; and stands in the line, within
   * the priority, as if they had come so many minutes earlier.
   */
  vip: Closed({
    kept: Type.Integer({ minimum: 0, maximum: 1_440 }),
    ahead: Type.Integer({ minimum: 0, maximum: 10_080 }),
  }),
}
const { name, push, ...choosing } = queueFields

export const Queue = Type.Object({
  id: Uuid,
  brand: Uuid,
  ...queueFields,
  /** Where what no queue names waits; each brand has one. */
  first: Type.Boolean(),
  /** Conversations that wait here now, and since when the first does. */
  waiting: Type.Integer(),
  oldest: Nullable(Instant),
  rev: Type.Integer(),
})
export type Queue = Static<typeof Queue>

/** What a channel's conversations ask of an advisor: slots of their room, and seconds for notes after each. */
export const ChannelSlots = Type.Object({ channel: Channel, slots: Type.Integer(), wrapUp: Type.Integer() })
export type ChannelSlots = Static<typeof ChannelSlots>

export const Assignment = Type.Object({
  id: Uuid,
  agent: Type.Object({ id: Uuid, name: Type.String() }),
  /** The queue it came through. */
  queue: Nullable(Type.Object({ id: Uuid, name: Texts })),
  /** `pulled` by "next", `pushed` by the queue, `accepted` when it was offered, `took`, `assigned` by somebody, `replied`, `returned` to who had it. */
  why: Type.String(),
  waitedSeconds: Type.Integer(),
  at: Instant,
  endedAt: Nullable(Instant),
  endedWhy: Nullable(Type.String()),
  /** How many fitted and had room, slots they held of how many, how well they know what was asked. */
  facts: Facts,
  /** For whom it was kept before: who got it, or somebody who could not have it in time. */
  keptFor: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
})
export const Kept = Type.Object({
  agent: Type.Object({ id: Uuid, name: Type.String() }),
  /** `named`: they look after this customer; `backup`: they stand in for who does; `last`: they had the customer last. */
  why: Type.String(),
  until: Instant,
})
export type Kept = Static<typeof Kept>
export type Assignment = Static<typeof Assignment>

export const routingApi = api({
  ...presenceApi,
  ...offersApi,
  ...boardApi,
  ...vipCostApi,
  ...surgeApi,
  'GET /api/v1/queues': { summary: 'Work queues the caller works', answer: PageOf(Queue) },
  'POST /api/v1/queues': {
    summary: 'Create a work queue',
    body: Closed({ id: Uuid, brand: Uuid, name, push, ...Type.Partial(Type.Object(choosing)).properties }),
    answer: Queue,
  },
  'PUT /api/v1/queues/:id': {
    summary: 'Change a work queue; what is not said stays as it is',
    params: ById,
    body: Closed({ name, push, ...Type.Partial(Type.Object(choosing)).properties }),
    answer: Queue,
  },
  'DELETE /api/v1/queues/:id': {
    summary: 'Take a work queue away; what waits in it moves to where it belongs now. A brand keeps its first',
    params: ById,
    answer: Type.Null(),
  },
  'GET /api/v1/channel-slots': {
    summary: 'How many slots of capacity a conversation takes, by channel; one where nothing is said',
    answer: PageOf(ChannelSlots),
  },
  'PUT /api/v1/channel-slots/:channel': {
    summary: 'Say how many slots of capacity a conversation of this channel takes, from the next that waits',
    params: Closed({ channel: Channel }),
    body: Closed({
      slots: Type.Integer({ minimum: 1, maximum: 20 }),
      wrapUp: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_800 })),
    }),
    answer: ChannelSlots,
  },
  'PUT /api/v1/agents/:id/capacity': {
    summary: 'Say how many slots of work an advisor has at once',
    params: ById,
    body: Closed({ slots: Type.Integer({ minimum: 0, maximum: 100 }) }),
    answer: Closed({ slots: Type.Integer() }),
  },
  'GET /api/v1/agents/:id/capacity': {
    summary: 'How many slots of work an advisor has at once',
    params: ById,
    answer: Closed({ slots: Type.Integer() }),
  },
  'GET /api/v1/conversations/:id/assignments': {
    summary: 'Who had this conversation, newest first, and why; and for whom it is kept while it waits',
    params: ById,
    answer: Type.Object({ ...PageOf(Assignment).properties, kept: Nullable(Kept) }),
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
    summary: 'Give back to its queue; it is not offered to the same advisor again',
    params: ById,
    answer: InboxRowShape,
  },
  'PUT /api/v1/conversations/:id/queue': {
    summary: 'Transfer to another queue',
    params: ById,
    body: Closed({ queue: Uuid }),
    answer: InboxRowShape,
  },
  ...batonApi,
})
export type RoutingApi = ApiTypes<typeof routingApi>
