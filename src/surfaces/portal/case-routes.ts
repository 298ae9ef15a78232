import type { FastifyInstance, FastifyReply } from 'fastify'
import { addToCase, answerCaseTransfer, linkedCase, sayCaseSolved } from '#channels'
import { newId } from '#kernel/ids'
import { sendPage } from './answer.ts'
import { isPhone } from './form.ts'
import { ownForm } from './own-form.ts'
import type { Site, SiteOf } from './site.ts'
import { type CasePage, callTimes, casePage, deeds, goneCasePage } from './views/case.ts'

interface Own {
  Params: { brand: string; token: string }
  Querystring: { done?: unknown }
}
const MOST_SIGNS = 10_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where a matter stands, for whoever holds its link: the address is what opens it, so it is kept by nobody and told to nobody. */
export function caseRoutes(scope: FastifyInstance, siteOf: SiteOf): void {
  scope.get<Own>('/b/:brand/case/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const done = deeds.find((deed) => deed === request.query.done) ?? null
    return show(reply, site, request.params.token, { done })
  })
  scope.post<Own>('/b/:brand/case/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    const given = ownForm(request, site.app.config.publicUrl)
    const linked = await linkedHere(site, token)
    if (linked === null) return show(reply, site, token, {})
    const asked = readForm(site, given)
    if ('fault' in asked) return show(reply, site, token, asked)
    if ('transfer' in asked) {
      const heard = await answerCaseTransfer(site.ctx, linked, { id: asked.transfer, yes: asked.done === 'passed' })
      return secret(reply).redirect(`${site.to.ownCase(token, heard ? asked.done : 'late')}#done`, 303)
    }
    if (asked.done === 'solved') await sayCaseSolved(site.ctx, linked)
    else await addToCase(site.ctx, linked, { id: asked.id, text: asked.text, call: asked.done === 'call' })
    return secret(reply).redirect(`${site.to.ownCase(token, asked.done)}#done`, 303)
  })
}

const linkedHere = async (site: Site, token: string) => {
  const linked = await linkedCase(site.ctx, token)
  return linked?.brand === site.brand.id ? linked : null
}

async function show(reply: FastifyReply, site: Site, token: string, more: Partial<CasePage>): Promise<FastifyReply> {
  const linked = await linkedHere(site, token)
  secret(reply)
  if (linked === null) return sendPage(reply, site, await goneCasePage(site), { keep: 'none', status: 404 })
  const page = await casePage(site, { linked, token, nextId: newId(), done: null, fault: null, typed: {}, ...more })
  return sendPage(reply, site, page, { keep: 'none', status: more.fault ? 422 : 200 })
}

type Asked =
  | { done: 'passed' | 'kept'; transfer: string }
  | { done: 'solved' }
  | { done: 'added' | 'call' | 'reopened'; id: string; text: string }
type Wrong = Required<Pick<CasePage, 'fault' | 'typed'>>

/** What was asked by the page's forms, or what is wrong with it, with all that was typed. */
function readForm({ words }: Site, given: URLSearchParams): Asked | Wrong {
  const wanted = deeds.find((deed) => deed === given.get('do')) ?? 'added'
  const done = wanted === 'late' ? 'added' : wanted
  if (done === 'passed' || done === 'kept') return { done, transfer: uuidIn(given, 'transfer') }
  if (done === 'solved') return { done }
  const id = uuidIn(given, 'id')
  const text = plainIn(given, 'text')
  if (done !== 'call')
    return text === '' ? { fault: { at: 'text', said: words.t('case.empty') }, typed: { text } } : { done, id, text }
  const [phone, when] = [
    plainIn(given, 'phone').slice(0, 40),
    callTimes.find((time) => time === given.get('when')) ?? 'any',
  ]
  if (!isPhone(phone)) return { fault: { at: 'phone', said: words.t('case.phoneWrong') }, typed: { phone, when } }
  return { done, id, text: words.t('case.callText', { phone, when: words.t(`case.when.${when}`) }) }
}

/** What is no id is one that nothing has. */
const uuidIn = (given: URLSearchParams, field: string): string => {
  const wanted = given.get(field) ?? ''
  return UUID.test(wanted) ? wanted : newId()
}

const plainIn = (given: URLSearchParams, field: string): string =>
  [...(given.get(field) ?? '').toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n').trim()]
    .slice(0, MOST_SIGNS)
    .join('')

const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
