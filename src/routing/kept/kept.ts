import { type RawBuilder, sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { AssignmentFacts, WorkItemTable } from '../tables.ts'

/** Why work is kept for somebody: they had the customer `last`. */
export type KeptWhy = 'last'

type Kept = Pick<WorkItemTable, 'kept_for' | 'kept_at' | 'kept_until' | 'kept_why'>

/** For whom the waiting work `w` is kept at this time; null: anybody may have it. */
export const keeper = (now: Date): RawBuilder<AgentId | null> =>
  sql`case when w.kept_until > ${now}::timestamptz then w.kept_for end`

/** For who asks later why it waited: for whom it was kept, for how long, and whether it was they who got it then. */
export function keptFacts({ kept_for, kept_at, kept_until, kept_why }: Kept, now: Date): AssignmentFacts {
  if (kept_for === null || kept_at === null || kept_until === null || kept_why === null) return {}
  const until = Math.min(now.getTime(), kept_until.getTime())
  return {
    kept: kept_why,
    keptFor: kept_for,
    keptSeconds: Math.max(0, Math.round((until - kept_at.getTime()) / 1_000)),
  }
}
