import { type Static, Type } from 'typebox'
import { Closed, Instant, Nullable, Texts, Uuid } from '#kernel/http'
import { standingAsks } from '#people/contract'

/** Conversations by how they were served; `list` goes to GET /inbox?list=… and holds them. */
const Served = Type.Object({
  n: Type.Integer(),
  list: Type.String(),
  /** Of their waits, in seconds. */
  mean: Nullable(Type.Number()),
  median: Nullable(Type.Number()),
})

export const VipCost = Type.Object({
  asOf: Instant,
  from: Instant,
  to: Instant,
  /** First given in this time to an advisor, of customers who had a standing, and of all others. */
  vip: Served,
  others: Served,
  /** Both orders replayed over what queues gave in this time. */
  replayed: Type.Object({
    /** How many that were. */
    n: Type.Integer(),
    /** Too many to be replayed: the newest of them were. */
    cut: Type.Boolean(),
    /** By how much, in seconds, the others waited longer because of standings, on average over all of them; and VIPs less. */
    others: Nullable(Type.Number()),
    vip: Nullable(Type.Number()),
  }),
  /** Others who waited longer, the longest of them first, a hundred at most; `n` is all. */
  delayed: Type.Object({
    n: Type.Integer(),
    items: Type.Array(
      Type.Object({
        conversation: Uuid,
        reference: Type.String(),
        queue: Texts,
        /** Seconds by the order as it is, and by the order without standings. */
        waited: Type.Integer(),
        without: Type.Integer(),
      }),
    ),
  }),
})
export const VipTrial = Type.Object({
  /** Whose facts fit today. */
  contacts: Type.Integer(),
  /** What queues gave in the last seven days, and how much of it to them. */
  given: Type.Integer(),
  theirs: Type.Integer(),
  /** By how much, in seconds on average, all others had waited longer than they did, and they less. */
  others: Nullable(Type.Number()),
  vip: Nullable(Type.Number()),
})
export type VipTrial = Static<typeof VipTrial>
export type VipCost = Static<typeof VipCost>

export const vipCostApi = {
  'GET /api/v1/reports/vip': {
    summary:
      'What serving some before others costs the others: their waits, and by how much longer they were because of it',
    query: Closed({ from: Type.Optional(Instant), to: Type.Optional(Instant), brand: Type.Optional(Uuid) }),
    answer: VipCost,
  },
  'GET /api/v1/reports/vip/trial': {
    summary:
      'What a rule would do: how many customers fit it today, and how much longer others had waited in the last seven days',
    query: Closed({ brand: Uuid, days: Type.Integer({ minimum: 1, maximum: 366 }), ...standingAsks }),
    answer: VipTrial,
  },
} as const
