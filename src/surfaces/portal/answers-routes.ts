import type { FastifyInstance, FastifyReply } from 'fastify'
import { openChat, writeChat } from '#channels'
import { conversationFor } from '#conversations'
import { type Actor, identifier, system } from '#kernel/access'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { sendPage } from './answer.ts'
import { ownForm } from './own-form.ts'
import type { Site, SiteOf } from './site.ts'
import { answersPage, goneAnswersPage } from './views/answers.ts'

interface Own {
  Params: { brand: string; token: string }
}
const MOST_SIGNS = 10_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The page of somebody who wrote by the form. Its address is what opens it, so it is kept by nobody and told to nobody. */
export function answersRoutes(scope: FastifyInstance, app: App, siteOf: SiteOf): void {
  const identify = identifier({ database: app.database, clock: app.clock, declared: app.registered.permissions })
  const holderOf = async (site: Site, token: string): Promise<Actor | null> => {
    const actor = token.startsWith('sbv_') ? await identify({ bearer: token, session: null }) : null
    return actor?.kind === 'visitor' && actor.brand === site.brand.id ? actor : null
  }
  const show = async (reply: FastifyReply, site: Site, actor: Actor | null, token: string, isEmpty = false) => {
    secret(reply)
    if (actor === null) return sendPage(reply, site, await goneAnswersPage(site), { keep: 'none', status: 404 })
    const told = await openChat(site.app.context(actor))
    return sendPage(reply, site, answersPage(site, { ...told, token, nextId: newId(), isEmpty }), {
      keep: 'none',
      status: isEmpty ? 422 : 200,
    })
  }

  scope.get<Own>('/b/:brand/contact/answers/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    return show(reply, site, await holderOf(site, request.params.token), request.params.token)
  })
  scope.post<Own>('/b/:brand/contact/answers/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    const given = ownForm(request, site.app.config.publicUrl)
    const actor = await holderOf(site, token)
    const text = [...(given.get('text') ?? '').toWellFormed().replaceAll('\0', '').trim()].slice(0, MOST_SIGNS).join('')
    if (actor?.kind !== 'visitor' || text === '') return show(reply, site, actor, token, actor !== null)
    const id = given.get('id') ?? ''
    const { channel } = await conversationFor(system, actor.conversationId, site.ctx.db)
    await writeChat(
      site.app.context(actor),
      { id: UUID.test(id) ? id : newId(), text },
      channel === 'form' ? 'form' : 'chat.web',
    )
    return secret(reply).redirect(`${site.to.answers(token)}#told`, 303)
  })
}

const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
