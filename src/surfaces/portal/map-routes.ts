import type { FastifyInstance } from 'fastify'
import { anyone } from '#kernel/access'
import type { App } from '#kernel/registry'
import { listPublished } from '#knowledge'
import { allBrands } from '#people'
import { html } from '../html.ts'
import type { Site, SiteOf } from './site.ts'

/** What search engines read. */
export function mapRoutes(scope: FastifyInstance, app: App, siteOf: SiteOf): void {
  scope.get('/b/:brand/sitemap.xml', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/xml; charset=utf-8')
      .send(await sitemap(site))
  })
  scope.get('/robots.txt', async (request, reply) => {
    const origin =
      app.config.publicUrl === null
        ? `http://${request.headers.host ?? 'localhost'}`
        : new URL(app.config.publicUrl).origin
    const maps = (await allBrands(app.context(anyone).db)).map(({ slug }) => `Sitemap: ${origin}/b/${slug}/sitemap.xml`)
    const rules = [
      'User-agent: *',
      'Disallow: /api/',
      'Disallow: /console',
      'Disallow: /widget/',
      'Disallow: /b/*/contact/answers/',
      'Disallow: /b/*/rate/',
      ...maps,
    ]
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/plain; charset=utf-8')
      .send(`${rules.join('\n')}\n`)
  })
}

async function sitemap({ ctx, brand, origin }: Site): Promise<string> {
  const base = `${origin}/b/${brand.slug}/`
  const doors = ['', 'help', 'contact', 'privacy', 'accessibility'].flatMap((door) =>
    brand.languages.map((lang) => ({ href: `${base}${door}?lang=${lang}`, at: null })),
  )
  const written = await Promise.all(
    brand.languages.map(async (lang) =>
      (await listPublished(ctx.db, brand, lang)).filter((article) => article.lang === lang),
    ),
  )
  const articles = written
    .flat()
    .map(({ href, updatedAt }) => ({ href: origin + href, at: updatedAt.toISOString().slice(0, 10) }))
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...doors, ...articles].map(
  ({ href, at }) => html`<url><loc>${href}</loc>${at !== null && html`<lastmod>${at}</lastmod>`}</url>
`,
)}</urlset>`.text
}
