import { audit } from '#kernel/access'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { isPublished, lockArticle, newEdition } from './lock-article.ts'

/** Removes an article with its publication and votes, for good. */
export const removeArticle = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { brand_id: brand } = await lockArticle(tx, ctx.actor, 'article.manage', id)
    if (await isPublished(tx, id)) await newEdition(tx, brand)
    await tx.deleteFrom('knowledge.article').where('id', '=', id).execute()
    await publish(tx, 'article.removed', { brand, subject: id, data: {} })
    await audit(tx, { deed: 'article.remove', brand, subject: id })
  })
