import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Actor, anyone } from '#kernel/access'

export interface Credentials {
  /** From `Authorization: Bearer`. */
  bearer: string | null
  /** From the staff cookie. */
  session: string | null
}
export type Realms = 'staff' | 'visitor' | 'any'
/** Who do these credentials name? `anyone` when nobody. */
export type Identify = (credentials: Credentials) => Promise<Actor>

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, as far as this realm is concerned: a staff session means nothing on a visitor's page, and the other way round. */
    actor(realm: Realms): Promise<Actor>
    /** Was the actor named by a cookie, so that a foreign page could have sent this? */
    byCookie: boolean
    /** Who was found, in whatever realm: a request asks once. */
    asked: Promise<Actor> | null
  }
}

/** `__Host-` binds the cookie to this host over https; plain http is for loopback. */
export const cookieName = (publicUrl: string | null): string =>
  publicUrl?.startsWith('https://') ? '__Host-sb' : 'sb_staff'

export function knowActors(fastify: FastifyInstance, publicUrl: string | null, identify: Identify): void {
  const cookie = cookieName(publicUrl)
  fastify.decorateRequest('byCookie', false)
  fastify.decorateRequest('asked', null)
  fastify.decorateRequest('actor', async function actorOf(this: FastifyRequest, realm: Realms): Promise<Actor> {
    this.asked ??= ask(this)
    const actor = await this.asked
    return realm === 'any' || actor.realm === realm ? actor : anyone
  })

  function ask(request: FastifyRequest): Promise<Actor> {
    const bearer = bearerOf(request)
    const session = bearer === null ? (request.cookies[cookie] ?? null) : null
    request.byCookie = session !== null
    return bearer === null && session === null ? nobody : identify({ bearer, session })
  }
}

const nobody: Promise<Actor> = Promise.resolve(anyone)

function bearerOf({ headers: { authorization } }: FastifyRequest): string | null {
  if (authorization === undefined) return null
  return /^Bearer ([A-Za-z0-9_-]{16,200})$/.exec(authorization)?.[1] ?? null
}
