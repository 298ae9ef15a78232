import type { FastifyInstance, FastifyReply } from 'fastify'
import { answersByMail, openChat, writeChat } from '#channels'
import { conversationFor, keepStored, openAttachment } from '#conversations'
import { type Actor, identifier, system } from '#kernel/access'
import { sendBlob } from '#kernel/blobs'
import { Problem } from '#kernel/errors'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { sendPage } from './answer.ts'
import { fileFaults } from './file-faults.ts'
import { type FormWithFiles, filesRoute, ownFormWithFiles } from './own-form.ts'
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
  const show = async (
    reply: FastifyReply,
    site: Site,
    actor: Actor | null,
    token: string,
    wrong: { isEmpty?: boolean; fault?: string | undefined } = {},
  ) => {
    secret(reply)
    if (actor === null) return sendPage(reply, site, await goneAnswersPage(site), { keep: 'none', status: 404 })
    const told = await openChat(site.app.context(actor))
    const byMail = await answersByMail(site.ctx.db, site.brand.id)
    const page = answersPage(site, { ...told, token, byMail, nextId: newId(), isEmpty: false, ...wrong })
    return sendPage(reply, site, page, {
      keep: 'none',
      status: Object.keys(wrong).length > 0 ? 422 : 200,
    })
  }

  scope.get<Own>('/b/:brand/contact/answers/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    return show(reply, site, await holderOf(site, request.params.token), request.params.token)
  })
  scope.post<Own>('/b/:brand/contact/answers/:token', filesRoute, async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    const actor = await holderOf(site, token)
    const sent = await ownFormWithFiles(request, site, () => actor !== null)
    if (actor?.kind !== 'visitor') return show(reply, site, null, token)
    const { files: fault } = fileFaults(site, sent)
    const text = textIn(sent.given)
    if (fault !== undefined) return show(reply, site, actor, token, { fault })
    if (text === '' && sent.files.length === 0) return show(reply, site, actor, token, { isEmpty: true })
    await write(site, actor, sent, text)
    return secret(reply).redirect(`${site.to.answers(token)}#told`, 303)
  })
  scope.get<Own & { Params: { file: string } }>(
    '/b/:brand/contact/answers/:token/files/:file',
    async (request, reply) => {
      const site = await siteOf(request)
      if (site === null || !UUID.test(request.params.file)) return reply.callNotFound()
      const actor = await holderOf(site, request.params.token)
      const blob = actor && (await openAttachment(site.app.context(actor), request.params.file).catch(asNone))
      if (blob === null) return reply.callNotFound()
      await sendBlob(secret(reply), app.blobs, blob, { range: request.headers.range, download: true })
      return reply
    },
  )
}

/** What is not theirs is not there. */
function asNone(error: unknown): null {
  if (error instanceof Problem && error.code === 'not_found') return null
  throw error
}

const textIn = (given: URLSearchParams): string =>
  [...(given.get('text') ?? '').toWellFormed().replaceAll('\0', '').trim()].slice(0, MOST_SIGNS).join('')

type Visitor = Extract<Actor, { kind: 'visitor' }>

async function write(site: Site, actor: Visitor, { given, files }: FormWithFiles, text: string): Promise<void> {
  const wanted = given.get('id') ?? ''
  const id = UUID.test(wanted) ? wanted : newId()
  const ctx = site.app.context(actor)
  const attachments: string[] = []
  for (const stored of files) {
    const file = newId()
    await keepStored(ctx, { id: file, brand: actor.brand, stored })
    attachments.push(file)
  }
  const { channel } = await conversationFor(system, actor.conversationId, site.ctx.db)
  await writeChat(ctx, { id, text, attachments }, channel === 'form' ? 'form' : 'chat.web')
}

const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
