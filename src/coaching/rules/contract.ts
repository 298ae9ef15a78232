import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, Uuid } from '#kernel/http'

export const Rating = Type.Enum(['any', 'unhappy'])
export type Rating = Static<typeof Rating>
export const Every = Type.Enum(['day', 'week'])
export type Every = Static<typeof Every>

const what = {
  /** For the operator's own eyes. */
  name: Type.String({ minLength: 1, maxLength: 80 }),
  form: Uuid,
  /** None: every channel. */
  channels: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  /** Whose answers; null: everybody's. */
  team: Nullable(Uuid),
  /** `unhappy`: only where the customer rated it, and was not satisfied. */
  rating: Rating,
  /** The advisor answered at least so many times. */
  leastReplies: Type.Integer({ minimum: 1, maximum: 50 }),
  /** So many of each advisor, at most. */
  each: Type.Integer({ minimum: 1, maximum: 20 }),
  every: Every,
}

const ReviewRule = Type.Object({
  id: Uuid,
  brand: Uuid,
  ...what,
  /** The end of the last day or week that was sampled. */
  sampledUntil: Nullable(Instant),
  retired: Type.Boolean(),
  rev: Type.Integer(),
})
export type ReviewRule = Static<typeof ReviewRule>

export const rulesApi = api({
  'GET /api/v1/review-rules': {
    summary: 'By which conversations are picked for review',
    answer: Type.Object({ items: Type.Array(ReviewRule) }),
  },
  'POST /api/v1/review-rules': {
    summary: 'Pick conversations by a rule from now on, beginning with the last day or week that is over',
    body: Closed({ id: Uuid, brand: Uuid, ...what }),
    answer: ReviewRule,
  },
  'PUT /api/v1/review-rules/:id': {
    summary: 'Change a rule; what was picked stays picked',
    params: ById,
    body: Closed({ ...what, rev: Type.Integer({ minimum: 1 }) }),
    answer: ReviewRule,
  },
  'GET /api/v1/review-rules/:id/matches': {
    summary: 'What the rule would pick of the last day or week that is over',
    params: ById,
    answer: Type.Object({
      from: Instant,
      to: Instant,
      /** Answered conversations that fit; one that several answered counts for each of them. */
      conversations: Type.Integer(),
      advisors: Type.Integer(),
      picks: Type.Integer(),
    }),
  },
  'PUT /api/v1/review-rules/:id/retirement': { summary: 'Pick no more by this rule', params: ById },
  'DELETE /api/v1/review-rules/:id/retirement': { summary: 'Pick by this rule again', params: ById },
})
export type RulesApi = ApiTypes<typeof rulesApi>
