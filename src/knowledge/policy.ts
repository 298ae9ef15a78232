import { type Actor, allow, type Permission } from '#kernel/access'
import { Problem } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'

/** Only for those who may in the whole brand. */
export const allowInBrand = (actor: Actor, permission: Permission, brand: BrandId, what: string): void =>
  allow(actor, permission, { brand, scopes: [] }, what)

/** What serves every brand is changed by those who may in every brand. */
export function allowEverywhere(actor: Actor, permission: Permission): void {
  const everywhere = actor.grants.some(
    (grant) => (grant.permission === permission || grant.permission === '*') && grant.brand === '*',
  )
  if (!everywhere)
    throw new Problem(
      'not_allowed',
      'What serves every brand is changed by those who may in every brand. Choose one brand.',
    )
}
