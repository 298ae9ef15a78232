import type { Db, Tx } from '#kernel/db'
import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import { type AgentId, type BrandId, newId } from '#kernel/ids'
import type { Grant, Permission, Scope } from './actor.ts'

/** Name → permissions: exact names, `module.*`, or `*`. */
export type Roles = Readonly<Record<string, readonly Permission[]>>

/** Writes the roles that come with the product; those an operator made are left alone. */
export async function defineRoles(db: Db, roles: Roles): Promise<void> {
  for (const [name, permissions] of Object.entries(roles)) {
    await sql`
      insert into kernel.role (name, permissions, built_in) values (${name}, ${[...permissions]}::text[], true)
      on conflict (name) do update set permissions = excluded.permissions
      where kernel.role.built_in and kernel.role.permissions is distinct from excluded.permissions`.execute(db)
  }
}

export interface RoleGrant {
  role: string
  /** Null means every brand. */
  brand: BrandId | null
  /** `*`, or the one scope it is limited to. */
  scope?: Scope
}

export const listRoles = (db: Db) => db.selectFrom('kernel.role').selectAll().orderBy('name').execute()

export const rolesOf = (db: Db, agent: AgentId) =>
  db
    .selectFrom('kernel.role_grant')
    .select(['role', 'brand', 'scope'])
    .where('agent_id', '=', agent)
    .orderBy('role')
    .execute()

/** Makes these the agent's roles, no others. Open invitations and resets die, since they were made for the old rights. */
export async function setRoles(tx: Tx, agent: AgentId, grants: readonly RoleGrant[]): Promise<void> {
  await refuseUnknown(tx, grants)
  const before = await rolesOf(tx, agent)
  const same = JSON.stringify(before.map(textOf).sort()) === JSON.stringify(grants.map(textOf).sort())
  if (same) return
  await tx.deleteFrom('kernel.role_grant').where('agent_id', '=', agent).execute()
  for (const grant of grants) await insertGrant(tx, agent, grant)
  await tx.deleteFrom('kernel.one_time_token').where('subject', '=', agent).where('used_at', 'is', null).execute()
  await publish(tx, 'access.changed', { brand: null, subject: agent, data: { agentId: agent } })
}

const textOf = (grant: RoleGrant): string => `${grant.role} ${grant.brand ?? '*'} ${grant.scope ?? '*'}`

const insertGrant = (tx: Tx, agent: AgentId, { role, brand, scope }: RoleGrant) =>
  sql`
    insert into kernel.role_grant (id, agent_id, role, brand, scope, by, at)
    values (${newId()}, ${agent}, ${role}, ${brand}, ${scope ?? '*'}, ${tx.by}, ${tx.clock.now()})
    on conflict do nothing`.execute(tx)

async function refuseUnknown(tx: Tx, grants: readonly RoleGrant[]): Promise<void> {
  const known = new Set((await listRoles(tx)).map(({ name }) => name))
  const unknown = grants.find(({ role }) => !known.has(role))
  if (unknown)
    throw new Problem('invalid_input', `There is no role '${unknown.role}'.`, {
      faults: [{ pointer: '/body/roles', detail: `names '${unknown.role}', which is no role` }],
    })
}

interface Granted {
  permissions: Permission[]
  brand: BrandId | null
  scope: Scope
}

const known = new WeakMap<ReadonlyMap<Permission, string>, Map<string, readonly Grant[]>>()
const MOST_KNOWN = 2_000

/**
 * Roles as grants of single permissions: `module.*` becomes the permissions that the module declares. Those of the same
 * roles share one list, since thousands of open streams each hold one.
 */
export function grantsOf(granted: readonly Granted[], declared: ReadonlyMap<Permission, string>): readonly Grant[] {
  const lists = known.get(declared) ?? new Map<string, readonly Grant[]>()
  known.set(declared, lists)
  const key = JSON.stringify([declared.size, granted])
  const list = lists.get(key) ?? expanded(granted, declared)
  if (lists.size >= MOST_KNOWN) lists.clear()
  lists.set(key, list)
  return list
}

const expanded = (granted: readonly Granted[], declared: ReadonlyMap<Permission, string>): readonly Grant[] =>
  granted.flatMap(({ permissions, brand, scope }) =>
    permissions
      .flatMap((pattern) => expand(pattern, declared))
      .map((permission) => ({ permission, brand: brand ?? '*', scope }) as const),
  )

function expand(pattern: string, declared: ReadonlyMap<Permission, string>): Permission[] {
  if (!pattern.endsWith('.*')) return [pattern]
  const start = pattern.slice(0, -1)
  return [...declared.keys()].filter((name) => name.startsWith(start))
}
