import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#kernel/errors'

const MOST_BYTES = 128 * 1024

/** Forms as browsers send them without a script: only in the scope of the public pages. */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MOST_BYTES },
    (_request, text, done) => {
      done(null, new URLSearchParams(String(text)))
    },
  )
}

/** The form of one of our own pages. A form that another site sends is refused; no cookie is at stake, but nobody is to write in a visitor's name. */
export function ownForm(request: FastifyRequest, publicUrl: string | null): URLSearchParams {
  if (!isOwn(request, publicUrl)) throw new Problem('wrong_origin', 'This form comes from a page of another site.')
  if (!(request.body instanceof URLSearchParams)) throw new Problem('unsupported_media', 'This address takes a form.')
  return request.body
}

/** Pages that send no referrer post with `Origin: null`; then the browser itself says where it comes from. */
function isOwn({ headers }: FastifyRequest, publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  if (headers.origin === undefined) return true
  const host = URL.parse(headers.origin)?.host
  return (
    host !== undefined && [headers.host, publicUrl === null ? undefined : URL.parse(publicUrl)?.host].includes(host)
  )
}
