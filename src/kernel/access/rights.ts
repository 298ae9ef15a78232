import { type RawBuilder, sql } from 'kysely'
import { notFound } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'
import type { Actor, By, Permission, Scope } from './actor.ts'

const everywhere = (permission: Permission) => ({ permission, brand: '*', scope: '*' }) as const

/** The product itself: jobs, lanes, migrations. It may do everything, and every deed of it is in the log as `system`. */
export const system: Actor = { kind: 'system', realm: 'system', id: 'system', grants: [everywhere('*')] }
export const bot: Actor = { kind: 'bot', realm: 'system', id: 'bot', grants: [everywhere('*')] }
/** Somebody on a public page. */
export const anyone: Actor = { kind: 'anyone', realm: 'visitor', id: 'anyone', grants: [] }

export const authorOf = (actor: Actor): By => (actor.kind === actor.id ? actor.kind : `${actor.kind}:${actor.id}`)

interface Row {
  brand: BrandId
  scopes: readonly Scope[]
}

/** Does one of the actor's grants cover this row? A row without scopes is the brand's own: any scope of that brand covers it. */
export function may(actor: Actor, permission: Permission, row?: Row): boolean {
  return actor.grants.some(
    (grant) =>
      (grant.permission === permission || grant.permission === '*') &&
      (row === undefined ||
        ((grant.brand === '*' || grant.brand === row.brand) &&
          (grant.scope === '*' || row.scopes.length === 0 || row.scopes.includes(grant.scope)))),
  )
}

/** Throws `not_found` (unknown and forbidden look the same) unless the actor may. */
export function allow(actor: Actor, permission: Permission, row: Row, what: string): void {
  if (!may(actor, permission, row)) throw notFound(what)
}

/**
 * The SQL predicate of the rows this actor may see by a permission.
 * `brand` and `scopes` are the row's columns, e.g. `sql.ref('r.brand_id')`.
 */
export function visible(
  actor: Actor,
  permission: Permission,
  brand: RawBuilder<unknown>,
  scopes: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const mine = actor.grants.filter((grant) => grant.permission === permission || grant.permission === '*')
  if (mine.some((grant) => grant.brand === '*' && grant.scope === '*')) return sql<boolean>`true`
  const parts = [...groupByBrand(mine)].map(([id, wanted]) => {
    const brandFits = id === '*' ? sql<boolean>`true` : sql<boolean>`${brand} = ${id}::uuid`
    if (wanted.includes('*')) return brandFits
    return sql<boolean>`(${brandFits} and ${scopes} && ${wanted}::text[])`
  })
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}

function groupByBrand(grants: Actor['grants']): Map<string, Scope[]> {
  const groups = new Map<string, Scope[]>()
  for (const grant of grants) groups.set(grant.brand, [...(groups.get(grant.brand) ?? []), grant.scope])
  return groups
}
