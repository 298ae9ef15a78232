import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  declineByLink,
  formByToken,
  giveByLink,
  type LinkedForm,
  noteFormOpened,
  readCard,
  readFiles,
  readIban,
  readText,
  type ValueFault,
} from '#secure-forms'
import { sendPage } from './answer.ts'
import { type Given, readGiven, secureRoute } from './secure-form-input.ts'
import type { Site, SiteOf } from './site.ts'
import { givenPage, goneFormPage, saidFaults, secureFormPage } from './views/secure-form.ts'

interface Own {
  Params: { brand: string; token: string }
  Querystring: { said?: unknown }
}

/** Where somebody gives what goes to its system. What is typed comes in a body, is in no address and is never said again. */
export function secureFormRoutes(scope: FastifyInstance, siteOf: SiteOf): void {
  scope.get<Own>('/b/:brand/secure-form/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    if (isPerson(request) && (await linkedHere(site, token)) !== null) await noteFormOpened(site.ctx, token)
    return show(reply, site, token, saidFaults.find((one) => one === request.query.said) ?? null)
  })
  scope.post<Own>('/b/:brand/secure-form/:token', secureRoute, async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    const linked = await linkedHere(site, token)
    // Nobody without an open link has a file read.
    if (linked === null || !waits(linked)) return show(reply, site, token, null)
    const given = await readGiven(request, site.app.config.publicUrl)
    await noteFormOpened(site.ctx, token)
    const fault = await take(site, linked, token, given)
    return secret(reply).redirect(`${site.to.secureForm(token, fault)}#said`, 303)
  })
}

const waits = ({ state }: LinkedForm): boolean => state === 'asked' || state === 'opened'

/** Null: taken, or declined, or over meanwhile: the page says which. */
async function take(site: Site, { takes }: LinkedForm, token: string, given: Given): Promise<ValueFault | null> {
  const { ctx } = site
  if (given.fields.get('do') !== 'give') {
    await declineByLink(ctx, token)
    return null
  }
  const typed = (name: string): string => (given.fields.get(name) ?? '').slice(0, 1_000)
  const read = {
    iban: () => readIban(typed('value')),
    card: () => readCard({ number: typed('value'), expires: typed('expires') }, ctx.clock.now()),
    text: () => readText(typed('value')),
    document: () => readFiles(given.files),
  }[takes]()
  if (!read.ok) return read.fault
  await giveByLink(ctx, token, read.value)
  return null
}

/** Programs that look at links before people do say otherwise, or nothing. It decides only whether "opened" is shown. */
const isPerson = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-dest'] === 'document'

const linkedHere = async (site: Site, token: string): Promise<LinkedForm | null> => {
  const linked = /^[\w-]{32}$/.test(token) ? await formByToken(site.ctx, token) : null
  return linked?.brand === site.brand.id ? linked : null
}

async function show(reply: FastifyReply, site: Site, token: string, said: ValueFault | null): Promise<FastifyReply> {
  const linked = await linkedHere(site, token)
  secret(reply)
  if (linked === null) return sendPage(reply, site, await goneFormPage(site), { keep: 'none', status: 404 })
  if (waits(linked)) return sendPage(reply, site, secureFormPage(site, { linked, token, said }), { keep: 'none' })
  const status = linked.state === 'given' || linked.state === 'delivered' ? 200 : 410
  return sendPage(reply, site, await givenPage(site, linked), { keep: 'none', status })
}

const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
