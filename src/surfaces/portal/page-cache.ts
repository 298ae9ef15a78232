import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** So long may a page be behind what was published: long enough for a crowd, too short for anybody to wonder. */
const FRESH_MS = 5_000
const MOST_PAGES = 500
const MOST_BYTES = 200_000
/** A longer wish is nobody's browser, and not worth remembering. */
const LONGEST_WISH = 200

interface Kept {
  at: number
  body: string
  headers: Record<string, string>
}

const KEPT_HEADERS = ['content-type', 'content-security-policy', 'cache-control', 'vary', 'content-language'] as const

/**
 * When a network is down, a whole town reads the same article: a page for everybody is made once and kept for a few seconds.
 * Somebody's own pages, searches, and whatever a signed-in editor looks at are made anew each time.
 */
export function keepPages(scope: FastifyInstance, paths: ReadonlySet<string>): void {
  const pages = new Map<string, Kept>()
  const isKept = (request: FastifyRequest): boolean => isForAll(request) && paths.has(request.routeOptions.url ?? '')

  scope.addHook('onRequest', (request, reply, done) => {
    const kept = isKept(request) ? pages.get(keyOf(request)) : undefined
    if (kept === undefined || performance.now() - kept.at > FRESH_MS) done()
    else reply.headers(kept.headers).send(kept.body)
  })
  scope.addHook('onSend', (request, reply, body, done) => {
    if (isKept(request) && isWorthKeeping(reply, body)) keep(pages, keyOf(request), { body, reply })
    done(null, body)
  })
}

const isForAll = ({ method, headers, url }: FastifyRequest): boolean =>
  method === 'GET' &&
  headers.cookie === undefined &&
  headers.authorization === undefined &&
  wishOf(headers).length <= LONGEST_WISH &&
  !url.includes('?')

const wishOf = (headers: FastifyRequest['headers']): string => headers['accept-language'] ?? ''

/** What the page depends on: whose site under which name, and the reader's languages. */
const keyOf = ({ headers, url }: FastifyRequest): string => `${headers.host ?? ''} ${wishOf(headers)} ${url}`

const isWorthKeeping = (reply: FastifyReply, body: unknown): body is string =>
  reply.statusCode === 200 &&
  typeof body === 'string' &&
  body.length <= MOST_BYTES &&
  String(reply.getHeader('cache-control')).startsWith('public')

function keep(pages: Map<string, Kept>, key: string, { body, reply }: { body: string; reply: FastifyReply }): void {
  const known = pages.get(key)
  // Answered from here: it does not become younger by being read.
  if (known?.body === body && performance.now() - known.at <= FRESH_MS) return
  // Deleted and set again: the first of the map is the one that was made longest ago.
  pages.delete(key)
  if (pages.size >= MOST_PAGES) pages.delete(pages.keys().next().value ?? '')
  const headers = Object.fromEntries(KEPT_HEADERS.map((name) => [name, String(reply.getHeader(name) ?? '')]))
  pages.set(key, { at: performance.now(), body, headers })
}
