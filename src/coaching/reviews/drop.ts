import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import type { DropWhy, Review } from './contract.ts'
import { lockToJudge, tellReview } from './review.ts'
import { showReview } from './show-review.ts'

/** There is nothing to judge here; it is kept, so that nobody picks it again. */
export async function dropReview(ctx: Context, id: string, why: DropWhy): Promise<Review> {
  await ctx.transaction(async (tx) => {
    const row = await lockToJudge(tx, ctx, id)
    if (row.drop_why === why) return
    if (row.state !== 'waiting' && row.state !== 'dropped')
      throw new Problem('too_late', 'This review was scored already, so it cannot be dropped.')
    await sql`update coaching.review set state = 'dropped', drop_why = ${why}, rev = rev + 1 where id = ${id}`.execute(
      tx,
    )
    await tellReview(tx, 'review.dropped', row, {})
  })
  return showReview(ctx, id)
}

export async function restoreReview(ctx: Context, id: string): Promise<Review> {
  await ctx.transaction(async (tx) => {
    const row = await lockToJudge(tx, ctx, id)
    if (row.state !== 'dropped') return
    await sql`update coaching.review set state = 'waiting', drop_why = null, rev = rev + 1 where id = ${id}`.execute(tx)
    await tellReview(tx, 'review.restored', row, {})
  })
  return showReview(ctx, id)
}
