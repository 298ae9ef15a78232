import { type Static, Type } from 'typebox'
import { type ApiTypes, api, Closed, Instant, Nullable, Uuid } from '#kernel/http'

/** A number, its base and the list behind it: `list` goes to GET /inbox?list=… and holds exactly `n` rows. */
export const Figure = Type.Object({
  value: Nullable(Type.Number()),
  n: Type.Integer(),
  list: Type.String(),
})
export type Figure = Static<typeof Figure>
const Times = Type.Object({
  p50: Nullable(Type.Number()),
  p90: Nullable(Type.Number()),
  /** The same in opening hours of the conversation's brand. */
  p50Open: Nullable(Type.Number()),
  p90Open: Nullable(Type.Number()),
  within2h: Figure,
  within2hOpen: Figure,
  all: Figure,
})
const Series = Type.Array(Type.Object({ at: Instant, n: Type.Integer(), list: Type.String() }))
const Parts = Type.Array(
  Type.Object({ key: Type.String(), label: Type.String(), n: Type.Integer(), list: Type.String() }),
)

export const Report = Type.Object({
  asOf: Instant,
  from: Instant,
  to: Instant,
  timeZone: Type.String(),
  /** Seconds. */
  firstResponse: Times,
  resolution: Times,
  volume: Type.Object({
    total: Figure,
    /** How long one point of `byHour` is: hours up to eight days, days of the time zone beyond. */
    step: Type.Enum(['hour', 'day']),
    byHour: Series,
    byChannel: Parts,
    byBrand: Parts,
  }),
  csat: Type.Object({
    /** Share of answers that are 4 or 5. */
    satisfied: Figure,
    /** Share of surveys that were answered. */
    responseRate: Figure,
    byScore: Parts,
  }),
  /** Share of conversations that the bot held and that never needed a person. */
  containment: Figure,
  backlog: Type.Object({ open: Figure, waiting: Figure, oldestWaitSeconds: Nullable(Type.Number()) }),
})
export type Report = Static<typeof Report>

export const analyticsApi = api({
  'GET /api/v1/reports/service': {
    summary: 'How well customers are served: response and resolution times, volume, satisfaction, containment, backlog',
    query: Closed({
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
      brand: Type.Optional(Uuid),
    }),
    answer: Report,
  },
  'GET /api/v1/reports/live': {
    summary: 'Public on the welcome page in demo mode: a few live figures without personal data',
    answer: Type.Object({
      conversationsToday: Type.Integer(),
      waiting: Type.Integer(),
      answeredWithin2h: Nullable(Type.Number()),
      containment: Nullable(Type.Number()),
      satisfied: Nullable(Type.Number()),
      satisfiedN: Type.Integer(),
    }),
  },
})
export type AnalyticsApi = ApiTypes<typeof analyticsApi>
