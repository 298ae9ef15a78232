import type { FastifyInstance } from 'fastify'
import type { App } from '#kernel/registry'

/** One line a request: the route's pattern, never its address, which may hold what only the caller should know. */
export function logRequests(fastify: FastifyInstance, { log, metrics }: App): void {
  const seconds = metrics.histogram('http_seconds', 'Time to answer, by route and status class', ['route', 'status'])
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe(reply.elapsedTime / 1000, {
      route: `${request.method} ${route}`,
      status: `${Math.floor(reply.statusCode / 100)}xx`,
    })
    const level = reply.statusCode >= 500 ? 'warn' : 'debug'
    log[level]('request', {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
  })
}
