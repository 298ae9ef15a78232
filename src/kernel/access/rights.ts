import { type RawBuilder, sql } from 'kysely'
import { notFound } from '#kernel/errors'
import type { AgentId, BrandId } from '#kernel/ids'
import type { Actor, By, Grant, Permission, Scope } from './actor.ts'

const everywhere = (permission: Permission) => ({ permission, brand: '*', scope: '*' }) as const

/** The product itself: jobs, lanes, migrations. It may do everything, and every deed of it is in the log as `system`. */
export const system: Actor = { kind: 'system', realm: 'system', id: 'system', grants: [everywhere('*')] }
export const bot: Actor = { kind: 'bot', realm: 'system', id: 'bot', grants: [everywhere('*')] }
/** Somebody on a public page. */
export const anyone: Actor = { kind: 'anyone', realm: 'visitor', id: 'anyone', grants: [] }

export const authorOf = (actor: Actor): By => (actor.kind === actor.id ? actor.kind : `${actor.kind}:${actor.id}`)

/** The agent an author is; null: it was no agent. */
export const agentOf = (by: string | null): AgentId | null =>
  by?.startsWith('agent:') ? by.slice('agent:'.length) : null

interface Row {
  brand: BrandId
  scopes: readonly Scope[]
}

/**
 * Does one of the actor's grants cover this row? A grant that is limited to a scope covers the rows that carry it and no
 * others: a row without scopes is for those who may in the whole brand. Without a row: does the actor hold it anywhere?
 */
export function may(actor: Actor, permission: Permission, row?: Row): boolean {
  return grantsFor(actor, permission).some(
    (grant) =>
      row === undefined || (inBrand(grant, row.brand) && (grant.scope === '*' || row.scopes.includes(grant.scope))),
  )
}

/** For what a brand shares with everybody who works for it, in whatever scope: its articles, its labels. */
export const mayIn = (actor: Actor, permission: Permission, brand: BrandId): boolean =>
  grantsFor(actor, permission).some((grant) => inBrand(grant, brand))

/** For what belongs to no brand, though everybody who may in one of them is concerned: a colleague's presence, say. */
export const mayInAny = (actor: Actor, permission: Permission, scopes: readonly Scope[]): boolean =>
  grantsFor(actor, permission).some(({ scope }) => scope === '*' || scopes.includes(scope))

const grantsFor = (actor: Actor, permission: Permission): Grant[] =>
  actor.grants.filter((grant) => grant.permission === permission || grant.permission === '*')

const inBrand = (grant: Grant, brand: BrandId): boolean => grant.brand === '*' || grant.brand === brand

/** Throws `not_found` (unknown and forbidden look the same) unless the actor may. */
export function allow(actor: Actor, permission: Permission, row: Row, what: string): void {
  if (!may(actor, permission, row)) throw notFound(what)
}

/**
 * may() in SQL: the predicate of the rows this actor may see by a permission.
 * `brand` and `scopes` are the row's columns, e.g. `sql.ref('r.brand_id')`.
 */
export function visible(
  actor: Actor,
  permission: Permission,
  brand: RawBuilder<unknown>,
  scopes: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const mine = grantsFor(actor, permission)
  if (mine.some((grant) => grant.brand === '*' && grant.scope === '*')) return sql<boolean>`true`
  const parts = [...groupByBrand(mine)].map(([id, wanted]) => {
    const brandFits = id === '*' ? sql<boolean>`true` : sql<boolean>`${brand} = ${id}::uuid`
    if (wanted.includes('*')) return brandFits
    return sql<boolean>`(${brandFits} and ${scopes} && ${wanted}::text[])`
  })
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}

/** mayIn() in SQL. */
export function visibleIn(actor: Actor, permission: Permission, brand: RawBuilder<unknown>): RawBuilder<boolean> {
  const brands = grantsFor(actor, permission).map((grant) => grant.brand)
  if (brands.includes('*')) return sql<boolean>`true`
  return sql<boolean>`(${brand} = any(${brands}::uuid[]))`
}

function groupByBrand(grants: Actor['grants']): Map<string, Scope[]> {
  const groups = new Map<string, Scope[]>()
  for (const grant of grants) groups.set(grant.brand, [...(groups.get(grant.brand) ?? []), grant.scope])
  return groups
}
