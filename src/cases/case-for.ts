import { type Actor, allow, type Permission } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { CaseId, Matter } from './matter.ts'

/** The only way to hold a case: by its id, or by that of one whose conversations joined it. Unknown and forbidden look the same. */
export async function caseFor(actor: Actor, id: CaseId, db: Db, permission: Permission = 'case.read'): Promise<Matter> {
  return permitted(actor, permission, await rootOf(db, sql`m.id = ${id}`))
}

/** The case a conversation is about. */
export async function caseOf(
  actor: Actor,
  conversation: ConversationId,
  db: Db,
  permission: Permission = 'case.read',
): Promise<Matter> {
  const found = sql`m.id = (select matter_id from cases.matter_conversation where conversation_id = ${conversation})`
  return permitted(actor, permission, await rootOf(db, found))
}

function permitted(actor: Actor, permission: Permission, matter: Matter | undefined): Matter {
  if (matter === undefined) throw notFound('case')
  allow(actor, permission, { brand: matter.brand_id, scopes: matter.scopes }, 'case')
  return matter
}

/** Cases that joined others are followed to where their conversations are now. */
async function rootOf(db: Db, which: ReturnType<typeof sql>): Promise<Matter | undefined> {
  const { rows } = await sql<Matter>`
    with recursive way as (
      select m.*, 1 as step from cases.matter m where ${which}
      union all
      select n.*, way.step + 1 from way join cases.matter n on n.id = way.into_id where way.step < 100)
    select * from way where into_id is null`.execute(db)
  return rows[0]
}

/** Locks these cases, always in the same order, so that nobody waits in a circle. */
export async function lockCases(tx: Tx, ids: readonly CaseId[]): Promise<Map<CaseId, Matter>> {
  const { rows } = await sql<Matter>`
    select * from cases.matter where id = any(${[...new Set(ids)]}::uuid[]) order by id for update`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
