import { type Actor, allow, may, type Permission, visible } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'

const noScopes = sql`array[]::text[]`

/** What belongs to a brand as a whole: any right in that brand covers it. `brand` is the column. */
export function seenInBrand(actor: Actor, permission: Permission, brand: RawBuilder<unknown>): RawBuilder<boolean> {
  const brandWide = actor.grants.map((grant) => ({ ...grant, scope: '*' as const }))
  return visible({ ...actor, grants: brandWide }, permission, brand, noScopes)
}

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

export const mayInBrand = (actor: Actor, permission: Permission, brand: BrandId): boolean =>
  may(actor, permission, { brand, scopes: [] })
