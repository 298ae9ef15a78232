import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asProblem, sendProblem, takeFiles } from '#kernel/http'
import type { App } from '#kernel/registry'
import { brandIcon, brandStyle } from '../brand-style.ts'
import { sendPage } from './answer.ts'
import { answersRoutes } from './answers-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { helpRoutes } from './help-routes.ts'
import type { Page } from './layout.ts'
import { mapRoutes } from './map-routes.ts'
import { takeForms } from './own-form.ts'
import { keepPages } from './page-cache.ts'
import { proveRoutes } from './prove-routes.ts'
import { rateRoutes } from './rate-routes.ts'
import { secureFormRoutes } from './secure-form-routes.ts'
import { serveAssets } from './serve-assets.ts'
import { type Site, type SiteOf, siteMaker } from './site.ts'
import { homePage } from './views/home.ts'
import { accessibilityPage, busyPage, failedPage, missingPage, privacyPage } from './views/plain.ts'

/** Each brand's site under /b/<brand>/. */
export function portalPages(scope: FastifyInstance, app: App): void {
  const siteOf = siteMaker(app)
  takeForms(scope)
  keepPages(scope, new Set(['/b/:brand/', '/b/:brand/help', '/b/:brand/help/:slug']))
  scope.setErrorHandler((error, request, reply) => sorry(app, siteOf, error, request, reply))
  const page = (path: string, make: (site: Site) => Page | Promise<Page>, status = 200): void => {
    scope.get(path, async (request, reply) => {
      const site = await siteOf(request)
      return site === null ? reply.callNotFound() : sendPage(reply, site, await make(site), { status })
    })
  }
  scope.get<{ Params: { brand: string } }>('/b/:brand', (request, reply) =>
    reply.redirect(`/b/${encodeURIComponent(request.params.brand)}/`, 308),
  )
  page('/b/:brand/', homePage)
  page('/b/:brand/privacy', privacyPage)
  page('/b/:brand/accessibility', accessibilityPage)
  helpRoutes(scope, siteOf)
  void scope.register(async (withFiles) => {
    await takeFiles(withFiles)
    contactRoutes(withFiles, siteOf)
    answersRoutes(withFiles, app, siteOf)
    secureFormRoutes(withFiles, siteOf)
  })
  rateRoutes(scope, siteOf)
  caseRoutes(scope, siteOf)
  proveRoutes(scope, siteOf)
  mapRoutes(scope, app, siteOf)
  serveAssets(scope)
  scope.get('/b/:brand/theme.css', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(brandStyle(site.brand.look))
  })
  scope.get('/b/:brand/icon.svg', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('image/svg+xml')
      .send(brandIcon(site.brand.look))
  })
  page('/b/:brand/*', missingPage, 404)
}

/** Whatever broke, a visitor gets a page in their language that says what to do. */
async function sorry(
  app: App,
  siteOf: SiteOf,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const problem = asProblem(error)
  const site = await siteOf(request).catch(() => null)
  if (problem.status >= 500)
    app.log.error('page failed', { requestId: request.id, route: request.routeOptions.url, error })
  if (site === null) return sendProblem(reply, problem)
  if (problem.status === 429) {
    const seconds = Math.ceil(problem.extra.retryAfterSeconds ?? 60)
    return sendPage(reply.header('retry-after', seconds), site, busyPage(site, seconds), { keep: 'none', status: 429 })
  }
  if (problem.status === 404) return sendPage(reply, site, await missingPage(site), { status: 404 })
  return sendPage(reply, site, failedPage(site, request.id), { keep: 'none', status: problem.status })
}
