import type { FastifyInstance } from 'fastify'
import { submitForm } from '#channels'
import { conversationFor } from '#conversations'
import { adoptVisitorToken, system } from '#kernel/access'
import { sendPage } from './answer.ts'
import { emptyForm, type Faults, type Filled, faultsOf, filledIn, newTicket, ticketIn, tokenOf } from './form.ts'
import { ownForm } from './own-form.ts'
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

  scope.post('/b/:brand/contact', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { secrets, publicUrl } = site.app.config
    const given = ownForm(request, publicUrl)
    const filled = filledIn(given)
    const faults = faultsOf(filled, site.words)
    const ticket = ticketIn(secrets, site.brand.id, given, site.ctx.clock.now())
    const isTrapped = ticket === null || given.get('website') !== ''
    if (Object.keys(faults).length > 0 || isTrapped) {
      // Whoever fell into a trap and is a person loses nothing: one more click sends it.
      const said: Faults = Object.keys(faults).length > 0 ? faults : { form: site.words.t('form.again') }
      return sendPage(reply, site, await fresh(site, filled, said), { keep: 'none', status: 422 })
    }
    const token = await sendForm(site, ticket.id, filled)
    return reply.header('cache-control', 'no-store').redirect(`${site.to.answers(token)}#content`, 303)
  })
}

/** Answers what opens the sender's own page. */
async function sendForm(
  { ctx, app, brand, words }: Site,
  id: string,
  { phone, topic, ...filled }: Filled,
): Promise<string> {
  const form = {
    id,
    brand: brand.slug,
    lang: words.lang,
    topic: words.t(`form.topic${topic}`),
    ...filled,
    ...(phone !== '' && { phone }),
  }
  await submitForm(ctx, form)
  const token = tokenOf(app.config.secrets, id)
  const { contact_id } = await conversationFor(system, id, ctx.db)
  await ctx.transaction((tx) =>
    adoptVisitorToken(tx, { brand: brand.id, contactId: contact_id, conversationId: id }, token),
  )
  ctx.database.ring()
  return token
}
