import type { FastifyInstance } from 'fastify'
import { submitForm, windowToken } from '#channels'
import { conversationFor } from '#conversations'
import { adoptVisitorToken, system } from '#kernel/access'
import type { StoredBlob } from '#kernel/blobs'
import { Problem } from '#kernel/errors'
import { sendPage } from './answer.ts'
import { fileFaults } from './file-faults.ts'
import { emptyForm, type Faults, type Filled, faultsOf, filledIn, newTicket, ticketIn } from './form.ts'
import { filesRoute, ownFormWithFiles } from './own-form.ts'
import type { Site, SiteOf } from './site.ts'
import { contactPage } from './views/contact.ts'

/** The contact page and what its form does. */
export function contactRoutes(scope: FastifyInstance, siteOf: SiteOf): void {
  const fresh = (site: Site, filled: Filled, faults: Faults) =>
    contactPage(site, newTicket(site.app.config.secrets, site.brand.id, site.ctx.clock.now()), filled, faults)

  scope.get('/b/:brand/contact', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    return sendPage(reply, site, await fresh(site, emptyForm, {}), { keep: 'none' })
  })

  scope.post('/b/:brand/contact', filesRoute, async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const ticketOf = (given: URLSearchParams) =>
      ticketIn(site.app.config.secrets, site.brand.id, given, site.ctx.clock.now())
    const sent = await ownFormWithFiles(request, site, (given) => ticketOf(given) !== null)
    const filled = filledIn(sent.given)
    const faults = { ...faultsOf(filled, site.words), ...fileFaults(site, sent) }
    const ticket = ticketOf(sent.given)
    const isTrapped = ticket === null || sent.given.get('website') !== ''
    if (Object.keys(faults).length > 0 || isTrapped) {
      // Whoever fell into a trap and is a person loses nothing: one more click sends it. Files cannot be given back to a form.
      const said: Faults = Object.keys(faults).length > 0 ? faults : { form: site.words.t('form.again') }
      const again: Faults = sent.files.length > 0 && said.files === undefined ? filesAgain(site) : {}
      return sendPage(reply, site, await fresh(site, filled, { ...said, ...again }), { keep: 'none', status: 422 })
    }
    const token = await sendForm(site, ticket.id, filled, sent.files).catch(asOther)
    // Gone back to and changed, it is another message: it gets a ticket of its own.
    if (token === null) {
      const again: Faults = { form: site.words.t('form.again'), ...(sent.files.length > 0 && filesAgain(site)) }
      return sendPage(reply, site, await fresh(site, filled, again), { keep: 'none', status: 409 })
    }
    return reply.header('cache-control', 'no-store').redirect(`${site.to.answers(token)}#content`, 303)
  })
}

function asOther(error: unknown): null {
  if (error instanceof Problem && error.code === 'id_reused') return null
  throw error
}

const filesAgain = ({ words }: Site): Faults => ({ files: words.t('error.filesAgain') })

/** Answers what opens the sender's own page. */
async function sendForm(
  { ctx, app, brand, words }: Site,
  id: string,
  { phone, topic, ...filled }: Filled,
  files: readonly StoredBlob[],
): Promise<string> {
  const form = {
    id,
    brand: brand.slug,
    lang: words.lang,
    topic: words.t(`form.topic${topic}`),
    ...filled,
    ...(phone !== '' && { phone }),
  }
  await submitForm(ctx, form, files)
  const token = windowToken(app.config.secrets, id)
  const { contact_id } = await conversationFor(system, id, ctx.db)
  await ctx.transaction((tx) =>
    adoptVisitorToken(tx, { brand: brand.id, contactId: contact_id, conversationId: id }, token),
  )
  ctx.database.ring()
  return token
}
