import type { FastifyRequest } from 'fastify'
import { Problem } from '#kernel/errors'

const hostOf = (url: string): string | null => URL.parse(url)?.host ?? null

/**
 * A browser sends cookies wherever a page tells it to; only our own pages may write with them.
 * Requests that carry a bearer token are not at risk: no browser adds one by itself.
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string | null, byCookie: boolean): void {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined) {
    if (!byCookie || site === 'same-origin') return
    throw new Problem('wrong_origin', 'A write with a session cookie needs an Origin header of this site.')
  }
  const host = hostOf(origin)
  const ours = [request.headers.host, publicUrl === null ? null : hostOf(publicUrl)]
  if (host === null || !ours.includes(host))
    throw new Problem('wrong_origin', 'This request comes from a page of another site.')
}
