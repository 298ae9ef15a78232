import type { RawBuilder } from 'kysely'
import type { Actor, Permission, Scope } from '#kernel/access'
import { sql } from '#kernel/db'

/** A right to be handed on: a permission in a brand (null: every brand) and a scope. */
export interface Right {
  permission: Permission
  brand: string | null
  scope: Scope
}

/** Nobody gives what they do not have: does one of the actor's grants cover the whole right? */
export const holds = (actor: Actor, right: Right): boolean =>
  actor.grants.some(
    (grant) =>
      (grant.permission === '*' || grant.permission === right.permission) &&
      (grant.brand === '*' || grant.brand === right.brand) &&
      (grant.scope === '*' || grant.scope === right.scope),
  )

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
