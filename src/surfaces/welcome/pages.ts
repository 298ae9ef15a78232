import type { FastifyInstance } from 'fastify'
import { anyone } from '#kernel/access'
import { csp } from '#kernel/http'
import type { App } from '#kernel/registry'
import { allBrands } from '#people'
import { builtEntries } from '../assets.ts'
import { demoPage, plainPage } from './page.ts'

/** Where the simulated world of the demo has its own page. */
const WORLD = 'http://127.0.0.1:4010'

export function welcomePages(scope: FastifyInstance, app: App): void {
  const entry = builtEntries('portal').get('browser/welcome.ts')
  const { demo } = app.config
  // The demo's page asks the world for its pace; nothing else of ours ever asks another origin.
  const policy = demo ? csp('portal').replace("connect-src 'self'", `connect-src 'self' ${WORLD}`) : csp('portal')
  scope.get('/', async (_request, reply) => {
    const brands = await allBrands(app.context(anyone).db)
    const page = demo ? demoPage({ brands, entry, world: WORLD }) : plainPage({ brands, entry })
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page)
  })
}
