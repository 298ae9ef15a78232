import { mayIn } from '#kernel/access'
import { notFound } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import type { Article } from '../contract.ts'
import { presentArticle } from './present.ts'

/** One article, draft or published, for those who may see drafts. */
export async function readArticle(ctx: Context, id: string): Promise<Article> {
  const article = await presentArticle(ctx.db, id)
  if (!mayIn(ctx.actor, 'article.read', article.brand)) throw notFound('article')
  return article
}
