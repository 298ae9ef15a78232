import { mayIn } from '#kernel/access'
import { originOf } from '#kernel/config'
import { sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'
import { findAnswers } from '../answers/find-answers.ts'
import { factsOf } from '../canned/facts-of.ts'
import type { KnowledgeApi } from '../contract.ts'

type Found = KnowledgeApi['POST /api/v1/conversations/:id/answers']['answer']

const MOST = 5

/** What an advisor may give as the answer, beside the conversation it is asked in. Throws `not_found`. */
export async function answersBeside(ctx: Context, ask: { conversation: string; q: string }): Promise<Found> {
  const facts = await factsOf(ctx, ask.conversation)
  const brand = await brandById(ctx.db, facts.brand)
  if (brand === null || !mayIn(ctx.actor, 'article.read', brand.id)) throw notFound('conversation')
  const lang = facts.lang ?? brand.languages[0] ?? 'en'
  const found = await findAnswers(ctx.db, { brand, lang, q: ask.q, limit: MOST })
  const texts = await textsOf(
    ctx,
    found.map(({ id }) => id),
  )
  return {
    items: found.map(({ id, title, summary, href, lang, sure }) => ({
      ...(texts.get(id) ?? { html: '', body: '' }),
      ...{ id, title, summary, lang, sure },
      url: originOf(ctx.config) + href,
    })),
  }
}

async function textsOf({ db }: Context, ids: readonly string[]): Promise<Map<string, { html: string; body: string }>> {
  const { rows } = await sql<{ id: string; html: string; body: string }>`
    select id, html, body from knowledge.article where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...texts }) => [id, texts]))
}
