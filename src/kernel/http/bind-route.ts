import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, audit, authorOf } from '#kernel/access'
import { Problem } from '#kernel/errors'
import type { AnyRoute, App } from '#kernel/registry'
import { admit, insideBrand } from './admit.ts'
import { notACursor } from './cursor.ts'
import { unchanged } from './etag.ts'
import { isLoopbackPeer } from './hosts.ts'
import { once } from './idempotency.ts'
import { DEFAULT_BODY, DEFAULT_RATE } from './limits.ts'
import type { RequestContext } from './operation.ts'
import { checkOrigin } from './origin.ts'
import { splitKey } from './path-map.ts'
import { answerCheck, inputCheck, type RawInput } from './validate.ts'

export interface RouteServices {
  app: App
  take: (caller: string, perMinute: number) => number
  /** Tests and development check every answer against its contract. */
  checkAnswers: boolean
  /** Runs again what the database dropped for a passing reason. */
  retrying: <T>(run: () => Promise<T>) => Promise<T>
}

/** What multipart adds around the file. */
const MULTIPART_FRAME = 8 * 1024
/** The demo's simulated customers are many strangers behind one loopback address. */
const DEMO_CROWD = 20

/** Serves one route of a contract: rate, actor, origin, permission, shape, brand, once, answer. */
export function bindRoute(fastify: FastifyInstance, services: RouteServices, route: AnyRoute): void {
  const { method, path } = splitKey(route.key)
  const { upload, bodyLimit, realm } = route.operation
  const check = inputCheck(route.shape)
  const promised = services.checkAnswers ? answerCheck(route.key, route.shape) : null
  fastify.route({
    method,
    url: path,
    bodyLimit: upload ? upload.maxBytes + MULTIPART_FRAME : (bodyLimit ?? DEFAULT_BODY),
    ...(upload && { config: { maxBytes: upload.maxBytes } }),
    handler: async (request, reply) => {
      const actor = await request.actor(realm)
      limitRate(services, request, route, actor)
      const input = await admitted(services, route, request, actor, check)
      const answer = await perform(services, route, { request, reply, actor, input })
      return reply.sent ? reply : send(request, reply, route, answer, promised)
    },
  })
}

/** The checked input of a caller who may: origin, permission, shape, brand. What is denied to somebody we know is in the audit. */
function admitted(
  { app }: RouteServices,
  route: AnyRoute,
  request: FastifyRequest,
  actor: Actor,
  check: (raw: RawInput) => RawInput,
): RawInput | Promise<never> {
  if (request.method !== 'GET') checkOrigin(request, app.config.publicUrl, request.byCookie)
  try {
    admit(actor, route)
  } catch (error) {
    return denied(app, route, actor, error)
  }
  const input = check({ params: request.params, query: request.query, body: request.body ?? undefined })
  try {
    insideBrand(actor, route, input)
  } catch (error) {
    return denied(app, route, actor, error)
  }
  return input
}

async function denied(app: App, route: AnyRoute, actor: Actor, error: unknown): Promise<never> {
  const entry = { deed: route.operation.verb?.name ?? 'read', outcome: 'denied', data: { route: route.key } } as const
  if (actor.kind !== 'anyone') await app.database.transaction(authorOf(actor), (tx) => audit(tx, entry))
  throw error
}

function limitRate({ app, take }: RouteServices, request: FastifyRequest, route: AnyRoute, actor: Actor): void {
  const rate = route.operation.rate ?? DEFAULT_RATE
  const crowd = app.config.demo && actor.kind === 'anyone' && isLoopbackPeer(request)
  const wait = take(`${callerOf(request, actor)} ${route.key}`, crowd ? rate * DEMO_CROWD : rate)
  if (wait > 0)
    throw new Problem('too_many_requests', 'Too many requests of this kind. Wait and try again.', {
      retryAfterSeconds: wait,
    })
}

/** Strangers share nothing but their address. */
export const callerOf = (request: FastifyRequest, actor: Actor): string =>
  actor.kind === 'anyone' ? `anyone@${request.ip}` : authorOf(actor)

interface Call {
  request: FastifyRequest
  reply: FastifyReply
  actor: Actor
  input: RawInput
}

async function perform(services: RouteServices, route: AnyRoute, call: Call): Promise<unknown> {
  const { request, reply, actor, input } = call
  const { retrying } = services
  const { run, verb } = route.operation
  const ctx: RequestContext = Object.assign(services.app.context(actor), { request, reply })
  try {
    if (verb?.idempotency === 'key')
      return await once({ ctx, route, input, caller: callerOf(request, actor), retrying })
    return await (verb || request.method === 'GET' ? retrying(() => run(ctx, input)) : run(ctx, input))
  } catch (error) {
    throw blameCursor(input, error)
  }
}

/** A cursor is opaque, so its values are looked at by the database alone: what it cannot read was not made by us. */
function blameCursor({ query }: RawInput, error: unknown): unknown {
  const isUnreadable = error instanceof Error && 'code' in error && /^22/.test(String(error.code))
  const after = typeof query === 'object' && query !== null && 'after' in query ? query.after : undefined
  return isUnreadable && after !== undefined ? notACursor() : error
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  route: AnyRoute,
  answer: unknown,
  promised: ((answer: unknown) => void) | null,
): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  if (route.shape.answer === undefined && answer === undefined) return reply.code(204).send()
  const text = isRaw(answer) ? answer.json : JSON.stringify(answer)
  promised?.(JSON.parse(text))
  if (route.operation.etag === true) {
    reply.header('cache-control', 'private, no-cache')
    if (unchanged(request, reply, text)) return reply.send()
  }
  return reply.header('content-type', 'application/json; charset=utf-8').send(text)
}

const isRaw = (answer: unknown): answer is { json: string } =>
  typeof answer === 'object' &&
  answer !== null &&
  'json' in answer &&
  typeof answer.json === 'string' &&
  Object.keys(answer).length === 1
