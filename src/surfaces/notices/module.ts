import type { FastifyInstance, FastifyReply } from 'fastify'
import { system } from '#kernel/access'
import { csp } from '#kernel/http'
import type { App } from '#kernel/registry'
import { type EndPage, endDigests, endPage } from '#notices'
import { builtEntries } from '../assets.ts'
import { takeForms } from '../portal/own-form.ts'
import { askPage, endedPage, unknownPage } from './page.ts'

interface Params {
  token: string
}
const TOKEN = /^[A-Za-z0-9_-]{32}$/

/** The page behind "no digests any more" of a digest. */
export function openNoticePages(app: App): void {
  app.pages(noticePages)
}

function noticePages(scope: FastifyInstance, app: App): void {
  takeForms(scope)
  const styles = builtEntries('portal')('browser/welcome.ts')?.styles ?? []
  const path = '/notices/digests/:token'
  // Mail scanners open every link: looking changes nothing.
  scope.get<{ Params: Params }>(path, async ({ params }, reply) => {
    const page = await endPage(app.context(system), tokenOf(params))
    return send(reply, page, page.known ? askPage(page, styles) : unknownPage(page, styles))
  })
  // The page's button, and the one click of a mail program (RFC 8058), which comes from nowhere and with no cookie: the link is the right.
  scope.post<{ Params: Params }>(path, async ({ params }, reply) => {
    const page = await endDigests(app.context(system), tokenOf(params))
    return send(reply, page, page.known ? endedPage(page, styles) : unknownPage(page, styles))
  })
}

const tokenOf = ({ token }: Params): string => (TOKEN.test(token) ? token : '')

const send = (reply: FastifyReply, { known }: EndPage, page: string) =>
  reply
    .code(known ? 200 : 404)
    .header('content-security-policy', csp('portal'))
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(page)
