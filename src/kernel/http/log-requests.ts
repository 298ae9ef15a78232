import type { FastifyInstance } from 'fastify'
import type { App } from '#kernel/registry'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer is open-ended: how long it took says nothing. */
    untimed?: boolean
  }
}

/** One line a request: the route's pattern, never its address, which may hold what only the caller should know. */
export function logRequests(fastify: FastifyInstance, { log, metrics }: App): void {
  const seconds = metrics.histogram('http_seconds', 'Time to answer, by route and status class', ['route', 'status'])
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  fastify.addHook('onResponse', (request, reply, done) => {
    // Fastify makes these options anew each time they are asked for.
    const { url = 'none', config } = request.routeOptions
    const isOpenEnded = config.untimed === true && reply.statusCode < 400
    const labels = { route: `${request.method} ${url}`, status: `${Math.floor(reply.statusCode / 100)}xx` }
    if (!isOpenEnded) seconds.observe(reply.elapsedTime / 1000, labels)
    const level = reply.statusCode >= 500 ? 'warn' : 'debug'
    log[level]('request', {
      requestId: request.id,
      method: request.method,
      route: url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
    done()
  })
}
