import type { Db } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { Actor, Permission, Scope } from './actor.ts'
import { grantsOf, listRoles, type RoleGrant } from './roles.ts'

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

/** Throws `not_allowed` unless the actor holds every right of these roles, for people and for keys alike: nobody gives, takes or governs more than they have. */
export async function refuseMoreThanHeld(
  db: Db,
  actor: Actor,
  declared: ReadonlyMap<Permission, string>,
  roles: readonly RoleGrant[],
): Promise<void> {
  const known = new Map((await listRoles(db)).map((role) => [role.name, role.permissions]))
  for (const { role, brand, scope = '*' } of roles) {
    const rights = grantsOf([{ permissions: known.get(role) ?? [], brand, scope }], declared)
    if (rights.every(({ permission }) => holds(actor, { permission, brand, scope }))) continue
    throw new Problem('not_allowed', `The role '${role}' permits more than you may. Nothing was changed.`)
  }
}
