import type { Selectable } from 'kysely'
import { type Actor, allow, type Permission, type Scope } from '#kernel/access'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { CaseId } from './matter.ts'
import type { PromiseTable } from './tables.ts'

export const promiseKinds = ['call', 'settings', 'visit', 'refund', 'answer', 'device', 'other'] as const
export type PromiseKind = (typeof promiseKinds)[number]
export type PromiseState = 'open' | 'kept' | 'failed' | 'withdrawn'

/** A promise with where it is: its case and who may see its conversation. */
export interface HeldPromise extends Omit<Selectable<PromiseTable>, 'ended_by'> {
  matter: CaseId
  scopes: Scope[]
}

export const held = (where: RawBuilder<unknown>) => sql<HeldPromise>`
  select p.*, c.matter_id as matter, c.scopes from cases.promise p join cases.matter_conversation c using (conversation_id)
  where ${where}`

/** The only way to hold a promise. Unknown and forbidden look the same. */
export async function promiseFor(actor: Actor, id: string, db: Db, permission: Permission): Promise<HeldPromise> {
  const { rows } = await held(sql`p.id = ${id}`).execute(db)
  const [found] = rows
  if (found === undefined) throw notFound('promise')
  allow(actor, permission, { brand: found.brand_id, scopes: found.scopes }, 'promise')
  return found
}

/** The same, locked until the transaction ends. */
export async function lockPromise(tx: Tx, actor: Actor, id: string): Promise<HeldPromise> {
  await sql`select from cases.promise where id = ${id} for update`.execute(tx)
  return promiseFor(actor, id, tx, 'promise.manage')
}

/** What the log is told of a promise, whatever happened to it. */
export const promiseFact = (promise: HeldPromise) => ({
  brand: promise.brand_id,
  subject: promise.id,
  about: { contact: promise.contact_id, case: promise.matter },
  scopes: promise.scopes,
})

const HOUR_MS = 3_600_000
const QUARTER_MS = HOUR_MS / 4

/** When its owner is warned: an hour before, or after three quarters of a shorter time. */
export function warnAt({ made_at: made, due_at: due }: Pick<HeldPromise, 'made_at' | 'due_at'>): Date {
  const left = due.getTime() - made.getTime()
  return new Date(due.getTime() - Math.min(HOUR_MS, Math.max(left / 4, Math.min(left, QUARTER_MS))))
}
