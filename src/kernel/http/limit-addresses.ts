import type { FastifyInstance } from 'fastify'
import { Problem } from '#kernel/errors'
import { isLoopbackPeer } from './hosts.ts'

const PER_ADDRESS = 3_000

/**
 * One address cannot fill a node, whatever callers it claims to be. The demo's simulated customers and its newcomer share
 * one loopback address, so there the limit would only hit ourselves.
 */
export function limitAddresses(
  fastify: FastifyInstance,
  take: (caller: string, perMinute: number) => number,
  demo: boolean,
): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const wait = demo && isLoopbackPeer(request) ? 0 : take(`address ${request.ip}`, PER_ADDRESS)
    if (wait > 0) done(tooMany(wait))
    else done()
  })
}

const tooMany = (retryAfterSeconds: number): Problem =>
  new Problem('too_many_requests', 'Too many requests from this address. Wait and try again.', { retryAfterSeconds })
