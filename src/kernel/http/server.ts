import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '#kernel/config'
import type { EventLog } from '#kernel/events'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { bindRoute, type RouteServices } from './bind-route.ts'
import { tokenBuckets } from './buckets.ts'
import { routeFaults } from './check-routes.ts'
import { readJson } from './clean-json.ts'
import { serveDocs } from './docs.ts'
import { safeHeaders, sendSafeHeaders } from './headers.ts'
import { serveHealth } from './health.ts'
import { refuseStrangers } from './hosts.ts'
import { limitAddresses } from './limit-addresses.ts'
import { logRequests } from './log-requests.ts'
import { methodsByPath } from './path-map.ts'
import { answerWithProblems, asProblem, sendProblem } from './problem.ts'
import { refuseBroken } from './refuse-broken.ts'
import { type Identify, knowActors } from './request-actor.ts'
import { serveStatic } from './static.ts'
import { takeFiles } from './uploads.ts'

export interface ServerOptions {
  identify: Identify
  retrying: RouteServices['retrying']
  checkAnswers: boolean
  /** False lets every caller ask as often as it likes: for measuring. */
  limitRates?: boolean
  /** For /readyz: is the log far behind? */
  log?: Pick<EventLog, 'lag'>
}

/** The HTTP server with every registered route and page; throws one message that lists every fault of the routes. */
export async function openServer(app: App, options: ServerOptions): Promise<FastifyInstance> {
  const faults = routeFaults(app.registered)
  if (faults.length > 0) throw new Error(`The routes cannot be served:\n- ${faults.join('\n- ')}`)
  const fastify = bareServer(app.config)
  const take = options.limitRates === false ? () => 0 : tokenBuckets()
  answerWithProblems(fastify, app.log, methodsByPath(app.registered.routes.keys()))
  sendSafeHeaders(fastify, app.config)
  logRequests(fastify, app)
  if (app.config.demo) refuseStrangers(fastify)
  limitAddresses(fastify, take, app.config.demo)
  await fastify.register(cookie)
  await fastify.register(compress, {
    threshold: 1024,
    // Requests come as they are: whoever may pack them may send bombs.
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  knowActors(fastify, app.config.publicUrl, options.identify)
  takeJsonOnly(fastify)
  await bindRoutes(fastify, { app, take, checkAnswers: options.checkAnswers, retrying: options.retrying })
  serveHealth(fastify, app, options.log)
  serveDocs(fastify, app)
  await serveStatic(fastify)
  for (const register of app.registered.pages) await fastify.register(async (scope) => register(scope, app))
  return fastify
}

async function bindRoutes(fastify: FastifyInstance, services: RouteServices): Promise<void> {
  const routes = [...services.app.registered.routes.values()]
  for (const route of routes) if (!route.operation.upload) bindRoute(fastify, services, route)
  await fastify.register(async (scope) => {
    await takeFiles(scope)
    for (const route of routes) if (route.operation.upload) bindRoute(scope, services, route)
  })
}

/** A slow client gets 10 s for its headers and 60 s for its body; an idle socket 120 s (streams beat more often). */
const bareServer = (config: Config): FastifyInstance =>
  Fastify({
    logger: false,
    genReqId: () => newId(),
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    clientErrorHandler: refuseBroken,
    // Addresses that cannot be decoded are refused before any hook.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply.headers(safeHeaders(config)), asProblem(error)),
    requestTimeout: 60_000,
    connectionTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    bodyLimit: 256 * 1024,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    routerOptions: { maxParamLength: 400 },
  })

function takeJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, bytes.length === 0 ? undefined : readJson(Buffer.from(bytes)))
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  })
}
