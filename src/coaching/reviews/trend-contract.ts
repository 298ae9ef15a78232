import { type Static, Type } from 'typebox'
import { type ApiTypes, api, Closed, Instant, Nullable, Texts, Uuid } from '#kernel/http'

const figures = {
  /** Reviews that were scored. */
  reviews: Type.Integer(),
  /** The mean of their totals, of 100; null: there were none. */
  mean: Nullable(Type.Number()),
  failed: Type.Integer(),
}

export const ReviewTrend = Type.Object({
  /** Oldest first, each from Monday 0:00 UTC; also those without any. */
  weeks: Type.Array(Type.Object({ from: Instant, ...figures })),
  /** How much of what could be had was had, of 100, the least first. */
  criteria: Type.Array(Type.Object({ id: Uuid, name: Texts, answers: Type.Integer(), mean: Type.Number() })),
  /** Those the caller leads, or the one asked for. */
  agents: Type.Array(
    Type.Object({
      id: Uuid,
      name: Type.String(),
      ...figures,
      /** The mean of the later half of the weeks less that of the earlier; null: one of them has none. */
      change: Nullable(Type.Number()),
      /** Of those reviews, how many they disputed. */
      disputed: Type.Integer(),
    }),
  ),
})
export type ReviewTrend = Static<typeof ReviewTrend>

export const trendApi = api({
  'GET /api/v1/review-trend': {
    summary: 'How reviews came out, week by week, by question and by advisor',
    query: Closed({
      of: Type.Enum(['mine', 'others']),
      agent: Type.Optional(Uuid),
      weeks: Type.Optional(Type.Integer({ minimum: 2, maximum: 52 })),
    }),
    answer: ReviewTrend,
  },
})
export type TrendApi = ApiTypes<typeof trendApi>
