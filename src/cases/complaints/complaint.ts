import type { Selectable } from 'kysely'
import { type Actor, allow, type Permission, type Scope } from '#kernel/access'
import { type Db, type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { CaseId } from '../matter.ts'
import type { Pack } from './pack.ts'
import type { ComplaintTable, RunningClock } from './tables.ts'

/** A complaint with where it is: its case and who may see its conversation. */
export interface HeldComplaint extends Selectable<ComplaintTable> {
  matter: CaseId
  reference: string
  scopes: Scope[]
}

export const heldComplaints = (where: RawBuilder<unknown>) => sql<HeldComplaint>`
  select k.*, c.matter_id as matter, m.reference, c.scopes from cases.complaint k
  join cases.matter_conversation c using (conversation_id) join cases.matter m on m.id = c.matter_id where ${where}`

/** The only way to hold a complaint. Unknown and forbidden look the same. */
export async function complaintFor(actor: Actor, id: string, db: Db, permission: Permission): Promise<HeldComplaint> {
  const { rows } = await heldComplaints(sql`k.id = ${id}`).execute(db)
  const [found] = rows
  if (found === undefined) throw notFound('complaint')
  allow(actor, permission, { brand: found.brand_id, scopes: found.scopes }, 'complaint')
  return found
}

export async function lockComplaint(tx: Tx, actor: Actor, id: string): Promise<HeldComplaint> {
  await sql`select from cases.complaint where id = ${id} for update`.execute(tx)
  return complaintFor(actor, id, tx, 'complaint.manage')
}

export const complaintFact = (complaint: HeldComplaint) => ({
  brand: complaint.brand_id,
  subject: complaint.id,
  about: { contact: complaint.contact_id, case: complaint.matter },
  scopes: complaint.scopes,
})

type Ends = Pick<ComplaintTable, 'decided_at' | 'deadlock_at' | 'recommended_at' | 'withdrawn_at' | 'received_at'>

export const isOver = (complaint: Ends): boolean =>
  complaint.withdrawn_at !== null || complaint.decided_at !== null || complaint.deadlock_at !== null

/** When this clock stopped; null while it runs. */
export function endOf({ endedBy }: RunningClock, complaint: Ends & { followed?: Date | null }): Date | null {
  if (complaint.withdrawn_at !== null) return complaint.withdrawn_at
  if (endedBy === 'recommendation') return complaint.followed ?? null
  const ends = [complaint.decided_at, complaint.deadlock_at].filter((at) => at !== null)
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((at) => at.getTime())))
}

export type ClockState = 'running' | 'late' | 'met' | 'met-late'

export function stateOf(clock: RunningClock, complaint: Ends & { followed?: Date | null }, now: Date): ClockState {
  const end = endOf(clock, complaint)
  const inTime = (end ?? now) <= new Date(clock.due)
  if (end === null) return inTime ? 'running' : 'late'
  return inTime ? 'met' : 'met-late'
}

/** The soonest of what still runs, late or not. */
export function nextDue(clocks: readonly RunningClock[], complaint: Ends & { followed?: Date | null }): Date | null {
  const dues = clocks.filter((clock) => endOf(clock, complaint) === null).map(({ due }) => Date.parse(due))
  return dues.length === 0 ? null : new Date(Math.min(...dues))
}

/** What billing must not do now. */
export function holdOf(pack: Pack | undefined, complaint: Ends, now: Date) {
  const hold = pack?.hold
  if (hold == null || complaint.withdrawn_at !== null) return null
  if (hold.months === null) return isOver(complaint) ? null : { what: hold.what, until: null }
  const until = new Date(
    Temporal.Instant.fromEpochMilliseconds(complaint.received_at.getTime())
      .toZonedDateTimeISO('UTC')
      .add({ months: hold.months }).epochMilliseconds,
  )
  return now < until ? { what: hold.what, until: until.toISOString() } : null
}

const DAY_MS = 86_400_000

/** When its owner is told that it will be late: two days before, or after three quarters of a shorter time. */
export function warnComplaintAt({
  received_at: from,
  due_at: due,
}: Pick<ComplaintTable, 'received_at' | 'due_at'>): Date | null {
  if (due === null) return null
  return new Date(due.getTime() - Math.min(2 * DAY_MS, Math.max(0, (due.getTime() - from.getTime()) / 4)))
}
