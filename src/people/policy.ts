import type { RawBuilder } from 'kysely'
import { type Actor, holds, type Permission } from '#kernel/access'
import { sql } from '#kernel/db'

/** In every brand and every scope? */
export const mayEverywhere = (actor: Actor, permission: Permission): boolean =>
  holds(actor, { permission, brand: null, scope: '*' })

/**
 * The SQL predicates of the agents `a` and partners `p` an actor may see: colleagues are known across the brands of the
 * operator, but somebody whose rights are limited to a partner sees that partner and its people only.
 */
export const agentsVisibleTo = (actor: Actor) => ofPartner(actor, sql.ref('a.partner_id'))
export const partnersVisibleTo = (actor: Actor) => ofPartner(actor, sql.ref('p.id'))

function ofPartner(actor: Actor, partner: RawBuilder<unknown>): RawBuilder<boolean> {
  const scopes = actor.grants
    .filter((grant) => grant.permission === 'people.read' || grant.permission === '*')
    .map((grant) => grant.scope)
  if (scopes.some((scope) => !scope.startsWith('partner:'))) return sql<boolean>`true`
  return sql<boolean>`('partner:' || ${partner}) = any(${scopes}::text[])`
}
