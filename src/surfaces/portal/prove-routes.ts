import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  checkCode,
  declineProof,
  type LinkedProof,
  noteOpened,
  type Pressed,
  proofByToken,
  proveByPress,
  sendCode,
} from '#proofs'
import { sendPage } from './answer.ts'
import { ownForm } from './own-form.ts'
import type { Site, SiteOf } from './site.ts'
import { goneProofPage, overPage, provePage, said } from './views/prove.ts'

interface Own {
  Params: { brand: string; token: string }
  Querystring: { said?: unknown }
}

/** Where somebody proves who they are: the address is what opens it, so it is kept by nobody and told to nobody. */
export function proveRoutes(scope: FastifyInstance, siteOf: SiteOf): void {
  scope.get<Own>('/b/:brand/prove/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    if (isPerson(request) && (await linkedHere(site, token)) !== null) await noteOpened(site.ctx, token)
    return show(reply, site, token, said.find((one) => one === request.query.said) ?? null)
  })
  scope.post<Own>('/b/:brand/prove/:token', async (request, reply) => {
    const site = await siteOf(request)
    if (site === null) return reply.callNotFound()
    const { token } = request.params
    const given = ownForm(request, site.app.config.publicUrl)
    if ((await linkedHere(site, token)) === null) return show(reply, site, token, null)
    await noteOpened(site.ctx, token)
    const came = await press(site, token, given)
    return secret(reply).redirect(`${site.to.prove(token, came)}#said`, 303)
  })
}

/** What the forms of the page ask for. The code comes in the body and is in no address. */
function press({ ctx }: Site, token: string, given: URLSearchParams): Promise<Pressed> {
  switch (given.get('do')) {
    case 'send':
      return sendCode(ctx, token, given.get('way') ?? '')
    case 'check':
      return checkCode(ctx, token, (given.get('code') ?? '').slice(0, 40))
    case 'press':
      return proveByPress(ctx, token)
    default:
      return declineProof(ctx, token)
  }
}

/** Programs that look at links before people do say otherwise, or nothing. It decides only whether "opened" is shown. */
const isPerson = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-dest'] === 'document'

const linkedHere = async (site: Site, token: string): Promise<LinkedProof | null> => {
  const linked = /^[\w-]{32}$/.test(token) ? await proofByToken(site.ctx, token) : null
  return linked?.brand === site.brand.id ? linked : null
}

async function show(reply: FastifyReply, site: Site, token: string, came: Pressed | null): Promise<FastifyReply> {
  const linked = await linkedHere(site, token)
  secret(reply)
  if (linked === null) return sendPage(reply, site, await goneProofPage(site), { keep: 'none', status: 404 })
  const isOpen = linked.state === 'asked' || linked.state === 'opened'
  if (isOpen) return sendPage(reply, site, await provePage(site, { linked, token, came }), { keep: 'none' })
  const status = linked.state === 'proved' ? 200 : 410
  return sendPage(reply, site, await overPage(site, linked), { keep: 'none', status })
}

const secret = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex')
