import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseAway, isTransient } from '#kernel/db'
import { type Code, Problem } from '#kernel/errors'
import type { Log } from '#kernel/log'

/** Fastify's own refusals, in our words. */
const known = new Map<string, [Code, string]>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', ['too_large', 'The body is larger than this route takes.']],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', ['unsupported_media', 'This route takes application/json.']],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', ['invalid_json', 'The body is empty.']],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', ['invalid_input', 'The body is not as long as Content-Length says.']],
  ['FST_ERR_BAD_URL', ['invalid_input', 'The path is not a valid URL.']],
  ['FST_REQ_FILE_TOO_LARGE', ['too_large', 'The file is larger than this route takes.']],
  ['FST_FILES_LIMIT', ['too_large', 'There are more files than this route takes.']],
  ['FST_PARTS_LIMIT', ['too_large', 'There are more parts than this route takes.']],
  ['FST_FIELDS_LIMIT', ['too_large', 'There are more fields than this route takes.']],
  ['FST_ERR_RESPONSE_SERIALIZATION', ['internal', 'Something broke on our side.']],
])

/** A plug-in's own refusal, by its status. Files say 403 to a path that leaves their folder; whether there is something is nobody's business. */
const refusals = new Map<unknown, [Code, string]>([
  [400, ['invalid_input', 'The path is not a valid URL.']],
  [403, ['not_found', 'There is nothing at this address.']],
  [404, ['not_found', 'There is nothing at this address.']],
])

/** Whatever was thrown, as a Problem: ours, Fastify's, a database that is away, or a fault of ours that says nothing outside. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const fastify = known.get(code)
  if (fastify) return new Problem(fastify[0], fastify[1], limitOf(error))
  const refused = refusals.get(statusOf(error))
  if (refused) return new Problem(refused[0], refused[1])
  if (isAway(error, code))
    return new Problem('unavailable', 'The database is away for a moment. Nothing was changed; try again.', {
      retryAfterSeconds: 1,
    })
  return new Problem('internal', 'Something broke on our side. It is logged under this request id.')
}

const statusOf = (error: unknown) => (error instanceof Error && 'statusCode' in error ? error.statusCode : undefined)

const limitOf = (error: unknown) =>
  error instanceof Error && 'limit' in error && typeof error.limit === 'number' ? { limit: error.limit } : {}

/** Also one that is out of connections or of room, or that ended what took or waited too long. */
const isAway = (error: unknown, code: string): boolean =>
  isTransient(error) || isDatabaseAway(error) || /^(57014|55P03|25P03)/.test(code)

export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  const { retryAfterSeconds: _, ...extra } = problem.extra
  const title = problem.code.replaceAll('_', ' ')
  return {
    type: `/docs/errors#${problem.code}`,
    title,
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    instance: requestId,
    ...extra,
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { retryAfterSeconds } = problem.extra
  // Refusals must not pile up as idle sockets: who asks too often pays for a new one.
  if (problem.code === 'too_many_requests') reply.header('connection', 'close')
  if (retryAfterSeconds !== undefined) reply.header('retry-after', Math.max(1, Math.ceil(retryAfterSeconds)))
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemBody(problem, reply.request.id)))
}

/** Every failure leaves as a problem; what we did not expect is logged with its stack. */
export function answerWithProblems(fastify: FastifyInstance, log: Log, methodsOf: (path: string) => string[]): void {
  fastify.setErrorHandler((error, request, reply) => {
    const problem = withLimit(asProblem(error), request)
    if (problem.status >= 500) logFailure(log, request, error)
    return sendProblem(reply, problem)
  })
  fastify.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(request.url.split('?')[0] ?? '/')
    if (allowed.length === 0) return sendProblem(reply, new Problem('not_found', 'There is nothing at this address.'))
    reply.header('allow', allowed.join(', '))
    return sendProblem(reply, new Problem('method_not_allowed', `This address answers ${allowed.join(', ')}.`))
  })
}

/** Whoever is told that it was too much is told what would not be. */
function withLimit(problem: Problem, { routeOptions }: FastifyRequest): Problem {
  if (problem.code !== 'too_large' || problem.extra.limit !== undefined || problem.extra.maxBytes !== undefined)
    return problem
  const limit = routeOptions.config?.maxBytes ?? routeOptions.bodyLimit
  return new Problem('too_large', `${problem.message} It takes ${limit} bytes; nothing was changed.`, { limit })
}

function logFailure(log: Log, request: FastifyRequest, error: unknown): void {
  log.error('request failed', { requestId: request.id, route: request.routeOptions.url, error })
}
