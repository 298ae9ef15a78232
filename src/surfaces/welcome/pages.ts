import type { FastifyInstance } from 'fastify'
import { anyone } from '#kernel/access'
import { csp } from '#kernel/http'
import type { App } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { allBrands } from '#people'
import { builtEntries } from '../assets.ts'
import { demoPage, plainPage } from './page.ts'
import { worldAddress } from './world-setting.ts'

export function welcomePages(scope: FastifyInstance, app: App): void {
  const entries = builtEntries('portal')
  scope.get('/', async (_request, reply) => {
    const entry = entries('browser/welcome.ts')
    const brands = await allBrands(app.context(anyone).db)
    const world = app.config.demo ? await settingOf(app, worldAddress) : null
    return reply
      .header('content-security-policy', policyFor(world))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(world === null ? plainPage({ brands, entry }) : demoPage({ brands, entry, world }))
  })
}

/** The demo's page asks the world for its pace; nothing else of ours ever asks another origin. */
const policyFor = (world: string | null): string =>
  world === null ? csp('portal') : csp('portal').replace("connect-src 'self'", `connect-src 'self' ${world}`)
