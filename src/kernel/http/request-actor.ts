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
  }
}

/** `__Host-` binds the cookie to this host over https; plain http is for loopback. */
export const cookieName = (publicUrl: string | null): string =>
  publicUrl?.startsWith('https://') ? '__Host-sb' : 'sb_staff'

export function knowActors(fastify: FastifyInstance, publicUrl: string | null, identify: Identify): void {
  const cookie = cookieName(publicUrl)
  const known = new WeakMap<FastifyRequest, Promise<Actor>>()
  fastify.decorateRequest('byCookie', false)
  fastify.decorateRequest('actor', async function actorOf(this: FastifyRequest, realm: Realms): Promise<Actor> {
    const bearer = bearerOf(this)
    const session = bearer === null ? (this.cookies[cookie] ?? null) : null
    this.byCookie = session !== null
    const asked = known.get(this) ?? identify({ bearer, session })
    known.set(this, asked)
    const actor = await asked
    return realm === 'any' || actor.realm === realm ? actor : anyone
  })
}

const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer ([A-Za-z0-9_-]{16,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
