import type { FastifyReply } from 'fastify'
import { csp } from '#kernel/http'
import { layout, type Page } from './layout.ts'
import type { Site } from './site.ts'

/** What may be kept of a page and by whom: everybody's pages for a minute, somebody's own never. */
export type Keep = 'public' | 'none'

const always = {
  'content-security-policy': csp('portal'),
  vary: 'Accept-Language, Accept-Encoding',
  'content-type': 'text/html; charset=utf-8',
}

export function sendPage(
  reply: FastifyReply,
  site: Site,
  page: Page,
  { keep = 'public', status = 200 }: { keep?: Keep; status?: number } = {},
): FastifyReply {
  return reply
    .code(status)
    .headers(always)
    .header('cache-control', keep === 'public' ? 'public, max-age=60' : 'no-store')
    .header('content-language', site.words.lang)
    .send(layout(site, page))
}
