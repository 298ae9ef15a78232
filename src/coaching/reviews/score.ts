import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { tell } from '#notices'
import type { Criterion } from '../forms/contract.ts'
import type { Review, ReviewsApi, Score } from './contract.ts'
import { lockToJudge, type Row, refuseStale, reviewerOf, tellReview } from './review.ts'
import { showReview } from './show-review.ts'
import { refuseUnfit, totalOf } from './total.ts'

type Scored = ReviewsApi['PUT /api/v1/reviews/:id/score']['body']
type Settled = ReviewsApi['PUT /api/v1/reviews/:id/settlement']['body']

/** Scores it and tells the advisor. Errors: `too_late` once they have answered, `stale` when somebody else was faster. */
export async function scoreReview(ctx: Context, id: string, { rev, scores, words }: Scored): Promise<Review> {
  const reviewer = reviewerOf(ctx)
  await ctx.transaction(async (tx) => {
    const row = await lockToJudge(tx, ctx, id)
    const said = cleaned(scores, words)
    if (row.reviewer_id === reviewer && (await saysSame(tx, row, said))) return
    refuseStale(row, rev)
    if (row.state === 'dropped')
      throw new Problem('conflict', 'This review was dropped. Take it up again first, then score it.')
    if (row.state !== 'waiting' && row.state !== 'scored')
      throw new Problem('too_late', 'The advisor has answered already. Settle it instead.')
    const criteria = await questionsOf(tx, row)
    refuseUnfit(criteria, said.scores)
    await write(tx, row, criteria, said)
    await sql`
      update coaching.review set state = 'scored', reviewer_id = ${reviewer}, scored_at = ${tx.clock.now()}, seen_at = null, rev = rev + 1
      where id = ${id}`.execute(tx)
    await tellReview(tx, 'review.scored', row, {})
    await tellThem(tx, row, { agent: row.agent_id, by: reviewer, code: 'scored' })
  })
  return showReview(ctx, id)
}

/** Settles what the advisor disputes; said again it replaces what was said. */
export async function settleReview(ctx: Context, id: string, { rev, scores, words }: Settled): Promise<Review> {
  const reviewer = reviewerOf(ctx)
  await ctx.transaction(async (tx) => {
    const row = await lockToJudge(tx, ctx, id)
    const said = cleaned(scores, row.words ?? '')
    const why = plain(words).trim()
    const again = row.settled_by === reviewer && row.settle_words === why
    if (again && (await saysSame(tx, row, said))) return
    refuseStale(row, rev)
    if (row.state !== 'disputed' && row.state !== 'settled')
      throw new Problem('conflict', 'The advisor does not dispute this review, so there is nothing to settle.')
    if (why === '')
      throw new Problem('invalid_input', 'Say why, so that the advisor understands it.', {
        faults: [{ pointer: '/body/words', detail: 'must not be empty' }],
      })
    const criteria = row.criteria ?? []
    refuseUnfit(criteria, said.scores)
    await write(tx, row, criteria, said)
    await sql`
      update coaching.review set state = 'settled', settled_by = ${reviewer}, settled_at = ${tx.clock.now()}, settle_words = ${why},
        seen_at = null, rev = rev + 1
      where id = ${id}`.execute(tx)
    await tellReview(tx, 'review.settled', row, {})
    await tellThem(tx, row, { agent: row.agent_id, by: reviewer, code: 'settled' })
  })
  return showReview(ctx, id)
}

interface Said {
  scores: Score[]
  words: string
}
const cleaned = (scores: readonly Score[], words: string): Said => ({
  scores: scores.map((score) => ({ ...score, words: plain(score.words).trim() })),
  words: plain(words).trim(),
})

async function saysSame(tx: Tx, row: Row, { scores, words }: Said): Promise<boolean> {
  if (row.words !== words) return false
  const { rows } = await sql<{ same: boolean }>`
    select scores = ${JSON.stringify(scores)}::jsonb as same from coaching.review where id = ${row.id}`.execute(tx)
  return rows[0]?.same ?? false
}

/** As it was scored on before; the first time, as the form is now. */
async function questionsOf(tx: Tx, row: Row): Promise<Criterion[]> {
  if (row.criteria !== null) return row.criteria
  const { rows } = await sql<{ criteria: Criterion[] }>`
    select criteria from coaching.form where id = ${row.form_id}`.execute(tx)
  return rows[0]?.criteria ?? []
}

async function write(tx: Tx, row: Row, criteria: readonly Criterion[], { scores, words }: Said): Promise<void> {
  const { total, failed } = totalOf(criteria, scores)
  await sql`
    update coaching.review set criteria = ${JSON.stringify(criteria)}::jsonb, scores = ${JSON.stringify(scores)}::jsonb,
      total = ${total}, failed = ${failed}, words = ${words}
    where id = ${row.id}`.execute(tx)
}

interface Told {
  agent: AgentId
  by: AgentId
  code: 'scored' | 'disputed' | 'settled'
}
/** Once for each time it was said. */
export const tellThem = (tx: Tx, row: Row, { agent, by, code }: Told) =>
  tell(tx, {
    agent,
    kind: 'review',
    about: { kind: 'review', id: row.id },
    where: { brand: row.brand_id, scopes: row.scopes },
    data: { by, code },
    key: `review:${row.id} ${code} ${row.rev}`,
  })
