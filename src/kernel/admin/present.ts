import type { DeadJob, WaitingJob } from '#kernel/jobs'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

interface KeyRow {
  id: string
  prefix: string
  name: string
  role: string
  brand: string | null
  created_by: string
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}
export const presentKey = (row: KeyRow) => ({
  id: row.id,
  prefix: row.prefix,
  name: row.name,
  role: row.role,
  brand: row.brand,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: iso(row.last_used_at),
  revokedAt: iso(row.revoked_at),
})

interface AuditRow {
  id: number
  at: Date
  by: string
  deed: string
  outcome: string
  brand: string | null
  subject: string | null
  data: unknown
}
export const presentAudit = ({ id, at, by, deed, outcome, brand, subject, data }: AuditRow) => ({
  id,
  at: at.toISOString(),
  by,
  deed,
  outcome,
  brand,
  subject,
  data,
})

export const presentJob = (job: WaitingJob) => ({
  ...job,
  runAt: job.runAt.toISOString(),
  createdAt: job.createdAt.toISOString(),
})

/** Without the payload: it may hold what only the job should read. */
export const presentDead = ({ payload: _, createdAt, diedAt, ...job }: DeadJob) => ({
  ...job,
  createdAt: createdAt.toISOString(),
  diedAt: diedAt.toISOString(),
})
