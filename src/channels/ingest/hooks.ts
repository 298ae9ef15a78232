import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { system } from '#kernel/access'
import { retrying } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { App } from '#kernel/registry'
import { type Connected, connected } from '../accounts/account.ts'
import type { RawDelivery } from '../port/adapter.ts'
import { hashKey } from './hash-key.ts'
import { keepDelivery } from './keep-delivery.ts'

interface Params {
  channel: string
  account: string
}
const MOST_BYTES = 5_000_000
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where providers push to. 200 means: on disk. What was not verified is not a delivery, and nothing of it is kept. */
export function hookPages(fastify: FastifyInstance, app: App): void {
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, bytes, done) =>
    done(null, bytes),
  )
  const path = '/hooks/:channel/:account'
  fastify.get<{ Params: Params }>(path, async (request, reply) => {
    const found = await accountFor(app, request.params)
    const answer = found.adapter.handshake?.(rawOf(request, app), found.account) ?? null
    if (answer === null) throw notFound('hook')
    return reply.code(answer.status).type(answer.type).send(answer.body)
  })
  fastify.post<{ Params: Params }>(path, { bodyLimit: MOST_BYTES }, (request, reply) => receive(app, request, reply))
}

async function receive(app: App, request: FastifyRequest<{ Params: Params }>, reply: FastifyReply): Promise<unknown> {
  const found = await accountFor(app, request.params)
  const { adapter, account } = found
  const raw = rawOf(request, app)
  const verified = adapter.verify?.(raw, account, app.clock.now()) ?? { ok: false, status: 404, why: 'no hook' }
  if (!verified.ok) {
    app.log.warn('a delivery was refused', { channel: account.channel, account: account.id, code: verified.why })
    return reply.code(verified.status).send({ refused: verified.why })
  }
  await retrying(() => keepDelivery(app.context(system), account.id, keyOf(adapter.deliveryKey?.(raw), raw), raw))
  return reply.code(200).send({ kept: true })
}

const keyOf = (given: string | null | undefined, raw: RawDelivery): string => given ?? hashKey(raw.body)

async function accountFor(app: App, { channel, account }: Params): Promise<Connected> {
  if (!UUID.test(account)) throw notFound('hook')
  const found = await connected(app.context(system), app.database.db, account)
  if (found === null || found.row.channel !== channel || found.row.disconnected_at !== null) throw notFound('hook')
  return found
}

const rawOf = (request: FastifyRequest, app: App): RawDelivery => ({
  method: request.method,
  path: request.url.slice(0, 2000),
  headers: headersOf(request),
  body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  receivedAt: app.clock.now(),
})

/** One value a name: a header that came twice is told as one, so no check reads another value than the next. */
const headersOf = ({ headers }: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'cookie' && name !== 'authorization')
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
