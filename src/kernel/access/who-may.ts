import { type Db, sql } from '#kernel/db'
import type { AgentId, BrandId } from '#kernel/ids'
import type { Permission, Scope } from './actor.ts'

/**
 * The agents who may in all or part of a brand, or with null in any: for what a brand shares with everybody who works for it. The
 * mirror of mayIn().
 */
export async function agentsWhoMay(db: Db, permission: Permission, brand: BrandId | null): Promise<AgentId[]> {
  const family = `${permission.split('.')[0]}.*`
  const { rows } = await sql<{ agent_id: AgentId }>`
    select distinct g.agent_id from kernel.role_grant g
    join kernel.role r on r.name = g.role
    join kernel.credential c on c.agent_id = g.agent_id and c.closed_at is null
    where r.permissions && ${[permission, family, '*']}::text[]
      and (${brand}::uuid is null or g.brand is null or g.brand = ${brand})`.execute(db)
  return rows.map((found) => found.agent_id)
}

/** The agents whose roles cover a row by a permission; those whose access is closed are left out. The mirror of may(). */
export async function whoMay(
  db: Db,
  permission: Permission,
  row: { brand: BrandId; scopes: readonly Scope[] },
): Promise<AgentId[]> {
  const family = `${permission.split('.')[0]}.*`
  const { rows } = await sql<{ agent_id: AgentId }>`
    select distinct g.agent_id from kernel.role_grant g
    join kernel.role r on r.name = g.role
    join kernel.credential c on c.agent_id = g.agent_id and c.closed_at is null
    where r.permissions && ${[permission, family, '*']}::text[]
      and (g.brand is null or g.brand = ${row.brand})
      and (g.scope = '*' or g.scope = any(${[...row.scopes]}::text[]))`.execute(db)
  return rows.map((found) => found.agent_id)
}
