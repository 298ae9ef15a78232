import type { FastifyInstance, FastifyReply } from 'fastify'
import { Problem } from '#kernel/errors'
import { answerByToken, type LinkedSurvey, surveyByToken } from '#voice'
import { sendPage } from './answer.ts'
import { ownForm } from './own-form.ts'
import type { Site, SiteOf } from './site.ts'
import { askPage, closedPage, MOST_COMMENT, thanksPage } from './views/rate.ts'

interface Rate {
  Params: { brand: string; token: string }
  Querystring: { score?: unknown }
}

/** The page behind the links of a survey by mail. Opening it, however often and by whomever, answers nothing: only its form does. */
export function rateRoutes(scope: FastifyInstance, siteOf: SiteOf): void {
  scope.get<Rate>('/b/:brand/rate/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    const linked = await linkedOn(site, token)
    secret(reply)
    if (linked === null || !linked.isOpen) return closed(reply, site, linked)
    const chosen = scoreIn(request.query.score)
    const { score } = linked.survey
    const isGiven = score !== null && (chosen === null || chosen === score)
    const page = isGiven ? thanksPage(site, linked, token) : askPage(site, linked, token, chosen)
    return sendPage(reply, site, page, { keep: 'none' })
  })
  scope.post<Rate>('/b/:brand/rate/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    const given = ownForm(request, site.app.config.publicUrl)
    const linked = await linkedOn(site, token)
    secret(reply)
    const score = scoreIn(given.get('score'))
    if (linked === null) return closed(reply, site, null)
    if (score === null) return sendPage(reply, site, askPage(site, linked, token, null), { keep: 'none', status: 422 })
    const comment = given.get('comment')
    const answer = { score, ...(comment !== null && { comment: comment.toWellFormed().slice(0, MOST_COMMENT) }) }
    const saved = await answerByToken(site.ctx, token, answer).catch(asLate)
    return saved === null ? closed(reply, site, linked) : reply.redirect(site.to.rate(token), 303)
  })
}

const linkedOn = async (site: Site, token: string): Promise<LinkedSurvey | null> => {
  const linked = /^[\w-]{32}$/.test(token) ? await surveyByToken(site.ctx, token) : null
  return linked?.brand === site.brand.id ? linked : null
}

const closed = async (reply: FastifyReply, site: Site, linked: LinkedSurvey | null): Promise<FastifyReply> =>
  sendPage(reply, site, await closedPage(site), { keep: 'none', status: linked === null ? 404 : 410 })

function asLate(error: unknown): null {
  if (error instanceof Problem && error.code === 'too_late') return null
  throw error
}

const scoreIn = (given: unknown): 1 | 2 | 3 | 4 | 5 | null =>
  ([1, 2, 3, 4, 5] as const).find((score) => String(score) === given) ?? null

/** The address is what opens it. */
const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
