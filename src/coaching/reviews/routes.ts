import type { Operations } from '#kernel/http'
import type { AgentId, ConversationId } from '#kernel/ids'
import { answerReview, seeReview } from './answer.ts'
import type { reviewsApi } from './contract.ts'
import { dropReview, restoreReview } from './drop.ts'
import { countReviews, listReviews } from './list-reviews.ts'
import { listAnswering, pickByHand } from './pick.ts'
import { scoreReview, settleReview } from './score.ts'
import { showReview } from './show-review.ts'
import { reviewTrend } from './trend.ts'
import type { trendApi } from './trend-contract.ts'

const staff = { realm: 'staff', scope: 'rows' } as const
/** Of one's own answers, and of those one leads. */
const reading = { ...staff, permission: 'coaching.own' } as const
const judging = { ...staff, permission: 'coaching.review' } as const
const natural = (name: string, undo?: string) => ({ name, idempotency: 'natural' as const, ...(undo && { undo }) })

export const reviewOperations: Operations<typeof reviewsApi & typeof trendApi> = {
  'GET /api/v1/reviews': { ...reading, run: (ctx, { query }) => listReviews(ctx, query) },
  'GET /api/v1/reviews/count': { ...reading, run: (ctx) => countReviews(ctx) },
  'GET /api/v1/reviews/:id': { ...reading, run: (ctx, { params }) => showReview(ctx, params.id) },
  'GET /api/v1/review-trend': { ...reading, run: (ctx, { query }) => reviewTrend(ctx, query) },
  'GET /api/v1/conversations/:id/reviews': {
    ...staff,
    permission: 'conversation.read',
    run: (ctx, { params }) => listAnswering(ctx, params.id as ConversationId),
  },
  'PUT /api/v1/conversations/:id/reviews/:review': {
    ...judging,
    verb: { name: 'review.pick', idempotency: 'id' },
    run: (ctx, { params, body }) =>
      pickByHand(ctx, {
        id: params.review,
        conversation: params.id as ConversationId,
        agent: body.agent as AgentId,
        form: body.form,
      }),
  },
  'PUT /api/v1/reviews/:id/score': {
    ...judging,
    verb: natural('review.score'),
    run: (ctx, { params, body }) => scoreReview(ctx, params.id, body),
  },
  'PUT /api/v1/reviews/:id/settlement': {
    ...judging,
    verb: natural('review.settle'),
    run: (ctx, { params, body }) => settleReview(ctx, params.id, body),
  },
  'PUT /api/v1/reviews/:id/seen': {
    ...reading,
    verb: natural('review.see'),
    run: async (ctx, { params }) => void (await seeReview(ctx, params.id)),
  },
  'PUT /api/v1/reviews/:id/answer': {
    ...reading,
    verb: natural('review.answer'),
    run: (ctx, { params, body }) => answerReview(ctx, params.id, body),
  },
  'PUT /api/v1/reviews/:id/drop': {
    ...judging,
    verb: natural('review.drop', 'review.restore'),
    run: (ctx, { params, body }) => dropReview(ctx, params.id, body.why),
  },
  'DELETE /api/v1/reviews/:id/drop': {
    ...judging,
    verb: natural('review.restore', 'review.drop'),
    run: (ctx, { params }) => restoreReview(ctx, params.id),
  },
}
