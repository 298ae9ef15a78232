import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, PageOf, pageQueryWith, Texts, Uuid } from '#kernel/http'
import { Criterion } from '../forms/contract.ts'

/** `waiting` for a reader; `scored`, the advisor has not answered; `agreed` or `disputed` by them; `settled` after a dispute. */
export const ReviewState = Type.Enum(['waiting', 'dropped', 'scored', 'agreed', 'disputed', 'settled'])
export type ReviewState = Static<typeof ReviewState>
export const DropWhy = Type.Enum(['nothing-to-judge', 'not-theirs', 'wrong-pick', 'private'])
export type DropWhy = Static<typeof DropWhy>

export const Score = Closed({
  criterion: Uuid,
  /** Within the criterion's scale; null: it does not apply here. */
  points: Nullable(Type.Integer({ minimum: 0, maximum: 5 })),
  words: Type.String({ maxLength: 1_000 }),
})
export type Score = Static<typeof Score>

const Person = Type.Object({ id: Uuid, name: Type.String() })
const words = Type.String({ maxLength: 2_000 })
const rev = Type.Integer({ minimum: 1 })

export const ReviewRow = Type.Object({
  id: Uuid,
  brand: Uuid,
  conversation: Uuid,
  /** Null: not for the caller to see any more. */
  talk: Nullable(Type.Object({ reference: Type.String(), contact: Type.String() })),
  /** Whose answers are read. */
  agent: Person,
  form: Texts,
  /** By which it was picked; null: by hand. */
  rule: Nullable(Type.String()),
  state: ReviewState,
  /** Of 100. */
  total: Nullable(Type.Integer()),
  /** Something critical was missed, whatever the total. */
  failed: Type.Boolean(),
  pickedAt: Instant,
  scoredAt: Nullable(Instant),
  /** When the advisor first looked at it. */
  seenAt: Nullable(Instant),
  rev: Type.Integer(),
})
export type ReviewRow = Static<typeof ReviewRow>

export const Review = Type.Intersect([
  ReviewRow,
  Type.Object({
    criteria: Type.Array(Criterion),
    scores: Type.Array(Score),
    words: Type.String(),
    reviewer: Nullable(Person),
    dropWhy: Nullable(DropWhy),
    answer: Type.String(),
    answeredAt: Nullable(Instant),
    settled: Nullable(Type.Object({ by: Person, at: Instant, words: Type.String() })),
    may: Type.Object({ score: Type.Boolean(), answer: Type.Boolean(), settle: Type.Boolean(), drop: Type.Boolean() }),
  }),
])
export type Review = Static<typeof Review>

const scored = { rev, scores: Type.Array(Score, { minItems: 1, maxItems: 30 }) }

export const reviewsApi = api({
  'GET /api/v1/reviews': {
    summary:
      'Reviews of those the caller leads, and of the caller’s own answers once they are scored; the newest first',
    query: pageQueryWith({
      /** `mine`: of the caller's own answers; `others`: of the others'. */
      of: Type.Enum(['mine', 'others']),
      state: Type.Optional(Type.Enum(['waiting', 'disputed', 'done', 'dropped'])),
      agent: Type.Optional(Uuid),
    }),
    answer: PageOf(ReviewRow),
  },
  'GET /api/v1/reviews/count': {
    summary: 'What waits for the caller: to be scored, to be settled, to be looked at',
    answer: Type.Object({ toScore: Type.Integer(), toSettle: Type.Integer(), toSee: Type.Integer() }),
  },
  'GET /api/v1/reviews/:id': { summary: 'One review, whole', params: ById, answer: Review },
  'PUT /api/v1/conversations/:id/reviews/:review': {
    summary: 'Pick a conversation for review by hand (`review`, an id of yours)',
    params: Closed({ id: Uuid, review: Uuid }),
    body: Closed({ agent: Uuid, form: Uuid }),
    answer: Review,
  },
  'GET /api/v1/conversations/:id/reviews': {
    summary: 'Who answered in a conversation, and whose answers are under review already',
    params: ById,
    answer: Type.Object({ items: Type.Array(Type.Object({ agent: Person, review: Nullable(Uuid) })) }),
  },
  'PUT /api/v1/reviews/:id/score': {
    summary: 'Score it on its form, and tell the advisor; until they answer it can be scored anew',
    params: ById,
    body: Closed({ ...scored, words }),
    answer: Review,
  },
  'PUT /api/v1/reviews/:id/seen': {
    summary: 'Say that one has looked at what was said of one’s answers',
    params: ById,
  },
  'PUT /api/v1/reviews/:id/answer': {
    summary: 'Agree with what was said of one’s answers, or say why not',
    params: ById,
    body: Closed({ rev, agrees: Type.Boolean(), words }),
    answer: Review,
  },
  'PUT /api/v1/reviews/:id/settlement': {
    summary: 'Settle what the advisor disputes: with other scores, or with a word why they stand',
    params: ById,
    body: Closed({ ...scored, words: Type.String({ minLength: 1, maxLength: 2_000 }) }),
    answer: Review,
  },
  'PUT /api/v1/reviews/:id/drop': {
    summary: 'Do not review it, and say why',
    params: ById,
    body: Closed({ why: DropWhy }),
    answer: Review,
  },
  'DELETE /api/v1/reviews/:id/drop': { summary: 'Review it after all', params: ById, answer: Review },
})
export type ReviewsApi = ApiTypes<typeof reviewsApi>
