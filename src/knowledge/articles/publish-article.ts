import { audit } from '#kernel/access'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import type { Article } from '../contract.ts'
import { isPublished, lockArticle, newEdition } from './lock-article.ts'
import { presentArticle } from './present.ts'

/** From now on customers read it and the bot answers from it. */
export async function publishArticle(ctx: Context, id: string): Promise<Article> {
  await ctx.transaction(async (tx) => {
    const { brand_id: brand, rev } = await lockArticle(tx, ctx.actor, 'article.manage', id)
    if (await isPublished(tx, id)) return
    await tx.insertInto('knowledge.publication').values({ article_id: id, by: tx.by, at: tx.clock.now() }).execute()
    await grow(tx, id, rev)
    await publish(tx, 'article.published', { brand, subject: id, data: { rev: rev + 1 } })
    await newEdition(tx, brand)
    await audit(tx, { deed: 'article.publish', brand, subject: id })
  })
  return presentArticle(ctx.db, id)
}

/** Back to a draft: nobody outside reads it any more. */
export async function unpublishArticle(ctx: Context, id: string): Promise<Article> {
  await ctx.transaction(async (tx) => {
    const { brand_id: brand, rev } = await lockArticle(tx, ctx.actor, 'article.manage', id)
    if (!(await isPublished(tx, id))) return
    await tx.deleteFrom('knowledge.publication').where('article_id', '=', id).execute()
    await grow(tx, id, rev)
    await publish(tx, 'article.unpublished', { brand, subject: id, data: { rev: rev + 1 } })
    await newEdition(tx, brand)
    await audit(tx, { deed: 'article.unpublish', brand, subject: id })
  })
  return presentArticle(ctx.db, id)
}

type Tx = Parameters<typeof isPublished>[0]

const grow = (tx: Tx, id: string, rev: number) =>
  tx
    .updateTable('knowledge.article')
    .set({ rev: rev + 1 })
    .where('id', '=', id)
    .execute()
