import { createHash } from 'node:crypto'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'

// Nobody honest reads and judges more articles than this in a day.
const MOST_A_DAY = 50

export interface Vote {
  brand: BrandId
  articleId: string
  /** What the visitor is known by: a token, or an address; only its hash with the day is kept. */
  visitorKey: string
  helpful: boolean
}

/** Did the article help? One vote a visitor and day; the later word of a day replaces the earlier one. */
export async function voteHelpful(tx: Tx, vote: Vote): Promise<void> {
  const { rows } = await sql`select from knowledge.article a join knowledge.publication p on p.article_id = a.id
    where a.id = ${vote.articleId} and a.brand_id = ${vote.brand}`.execute(tx)
  if (rows.length === 0) throw notFound('article')
  const day = tx.clock.now().toISOString().slice(0, 10)
  const voter = createHash('sha256').update(`${day} ${vote.visitorKey}`).digest('base64url')
  await refuseFlood(tx, voter, day, vote.articleId)
  const saved =
    await sql`insert into knowledge.vote as v (article_id, voter, day, helpful) values (${vote.articleId}, ${voter}, ${day}, ${vote.helpful})
    on conflict (article_id, voter, day) do update set helpful = excluded.helpful where v.helpful <> excluded.helpful returning 1`.execute(
      tx,
    )
  if (saved.rows.length === 0) return
  await publish(tx, 'article.voted', { brand: vote.brand, subject: vote.articleId, data: { helpful: vote.helpful } })
}

async function refuseFlood(tx: Tx, voter: string, day: string, article: string): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from knowledge.vote
    where voter = ${voter} and day = ${day} and article_id <> ${article}`.execute(tx)
  if ((rows[0]?.n ?? 0) >= MOST_A_DAY) {
    throw new Problem('too_many_requests', 'That is enough judging for today. Your earlier votes are kept.', {
      retryAfterSeconds: 3_600,
    })
  }
}
