import type { FastifyInstance } from 'fastify'
import { articleAndNear, articleBySlug, voteHelpful } from '#knowledge'
import { sendPage } from './answer.ts'
import { ownForm } from './own-form.ts'
import type { Site, SiteOf } from './site.ts'
import { articlePage, RELATED } from './views/article.ts'
import { helpPage } from './views/help.ts'
import { missingPage } from './views/plain.ts'

interface OfArticle {
  Params: { brand: string; slug: string }
  Querystring: { voted?: string }
}

/** Help: all articles, a search, one article, and whether it helped. */
export function helpRoutes(scope: FastifyInstance, siteOf: SiteOf): void {
  scope.get<{ Querystring: { q?: unknown } }>('/b/:brand/help', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { q } = request.query
    return sendPage(reply, site, await helpPage(site, typeof q === 'string' ? q.toWellFormed() : null))
  })

  scope.get<OfArticle>('/b/:brand/help/:slug', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { ctx, brand, words } = site
    const found = await articleAndNear(ctx.database, {
      brand,
      lang: words.lang,
      slug: request.params.slug,
      near: RELATED,
    })
    if (found === null) return sendPage(reply, site, await missingPage(site), { status: 404 })
    // The page speaks the article's language unless another was chosen.
    const inIts = site.chosen ? site : ((await siteOf(request, { lang: found.article.lang })) ?? site)
    const { voted } = request.query
    return sendPage(reply, inIts, await articlePage(inIts, found, voted === 'yes' || voted === 'no' ? voted : null))
  })

  scope.post<OfArticle>('/b/:brand/help/:slug/helpful', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const given = ownForm(request, site.app.config.publicUrl)
    const article = await articleBySlug(site.ctx.database, site.brand, site.words.lang, request.params.slug)
    if (article === null) return sendPage(reply, site, await missingPage(site), { status: 404 })
    const helpful = given.get('helpful') === 'yes'
    await vote(site, article.id, `${request.ip} ${request.headers['user-agent'] ?? ''}`, helpful)
    const back = new URLSearchParams({ voted: helpful ? 'yes' : 'no', ...(site.chosen && { lang: site.words.lang }) })
    return reply.header('cache-control', 'no-store').redirect(`${article.href}?${back}#helpful`, 303)
  })
}

const vote = ({ ctx, brand }: Site, articleId: string, visitorKey: string, helpful: boolean): Promise<void> =>
  ctx.transaction((tx) => voteHelpful(tx, { brand: brand.id, articleId, visitorKey, helpful }))
