import { type RawBuilder, sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { AssignmentFacts, WorkItemTable } from '../tables.ts'

/** Why work is kept for somebody: they look after the customer (`named`, or their `backup`), or had them `last`. */
export type KeptWhy = 'named' | 'backup' | 'last'

type Kept = Pick<WorkItemTable, 'kept_for' | 'kept_at' | 'kept_until' | 'kept_why' | 'backup_for' | 'backup_until'>

/** For whom the waiting work `w` is kept at this time: first the one, then their back-up; null: anybody may have it. */
export const keeper = (now: Date): RawBuilder<AgentId | null> =>
  sql`case when w.kept_until > ${now}::timestamptz then w.kept_for when w.backup_until > ${now}::timestamptz then w.backup_for end`

/** For who asks later why it waited: for whom it was kept last, and for how long in all. */
export function keptFacts(item: Kept, now: Date): AssignmentFacts {
  const { kept_for, kept_at, kept_until, kept_why, backup_for, backup_until } = item
  if (kept_for === null || kept_at === null || kept_until === null || kept_why === null) return {}
  const passedOn = backup_for !== null && now >= kept_until
  const until = Math.min(now.getTime(), (backup_until ?? kept_until).getTime())
  return {
    kept: passedOn ? 'backup' : kept_why,
    keptFor: passedOn ? backup_for : kept_for,
    keptSeconds: Math.max(0, Math.round((until - kept_at.getTime()) / 1_000)),
  }
}
