import { sql } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import type { Review, ReviewsApi } from './contract.ts'
import { lockReview, type Row, refuseStale, reviewerOf, tellReview } from './review.ts'
import { tellThem } from './score.ts'
import { showReview } from './show-review.ts'

type Answer = ReviewsApi['PUT /api/v1/reviews/:id/answer']['body']

/** Its advisor agrees, or says why not; until it is settled they may think again. Errors: `too_late` once it is settled. */
export async function answerReview(ctx: Context, id: string, { rev, agrees, words }: Answer): Promise<Review> {
  await ctx.transaction(async (tx) => {
    const row = await lockReview(tx, ctx, id)
    refuseOthers(ctx, row)
    const state = agrees ? 'agreed' : 'disputed'
    const said = plain(words).trim()
    if (row.state === state && row.answer === said) return
    refuseStale(row, rev)
    if (row.state === 'settled') throw new Problem('too_late', 'This review is settled. Speak to whoever settled it.')
    if (!agrees && said === '')
      throw new Problem('invalid_input', 'Say why you see it otherwise, so that it can be settled.', {
        faults: [{ pointer: '/body/words', detail: 'must not be empty' }],
      })
    await sql`
      update coaching.review set state = ${state}, answer = ${said}, answered_at = ${tx.clock.now()},
        seen_at = coalesce(seen_at, ${tx.clock.now()}), rev = rev + 1
      where id = ${id}`.execute(tx)
    await tellReview(tx, 'review.answered', row, { agrees })
    if (!agrees && row.reviewer_id !== null)
      await tellThem(tx, row, { agent: row.reviewer_id, by: row.agent_id, code: 'disputed' })
  })
  return showReview(ctx, id)
}

/** Said by the advisor's screen when it shows what was said of them. */
export const seeReview = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await lockReview(tx, ctx, id)
    refuseOthers(ctx, row)
    if (row.seen_at !== null) return
    await sql`update coaching.review set seen_at = ${tx.clock.now()}, rev = rev + 1 where id = ${id}`.execute(tx)
    await tellReview(tx, 'review.seen', row, {})
  })

function refuseOthers(ctx: Context, row: Row): void {
  if (reviewerOf(ctx) !== row.agent_id) throw notFound('review')
}
