import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#kernel/errors'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

export const isLoopbackHost = (request: FastifyRequest): boolean =>
  loopback.test(request.headers.host ?? '') && FORWARDED.every((name) => request.headers[name] === undefined)

export const isLoopbackPeer = (request: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')

/** The demo signs anybody in by one click: it answers only a browser on the same machine, never a name that was pointed at it. */
export function refuseStrangers(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (isLoopbackHost(request) && isLoopbackPeer(request)) done()
    else done(notHere())
  })
}

const notHere = (): Problem =>
  new Problem(
    'not_allowed',
    'The demo answers on 127.0.0.1 and localhost only, and not behind a proxy. Set SWITCHBOARD_DEMO=0 to serve others.',
  )
