import { sql } from 'kysely'
import type { Db } from '#kernel/db'
import { type JobsPage, type JobsQuery, page } from './dead-jobs.ts'

export interface WaitingJob {
  id: string
  kind: string
  key: string | null
  lane: string | null
  runAt: Date
  createdAt: Date
  tries: number
  running: boolean
  lastError: string | null
}

/** What waits or runs, youngest first. Payloads stay out: the page is for seeing what is stuck. */
export async function listJobs(db: Db, { kind, limit, after }: JobsQuery): Promise<JobsPage<WaitingJob>> {
  const { rows } = await sql<WaitingJob>`
    select id::text, kind, key, lane, run_at as "runAt", created_at as "createdAt", tries,
           coalesce(leased_until > clock_timestamp(), false) as running, last_error as "lastError"
      from kernel.job
     where (${kind ?? null}::text is null or kind = ${kind ?? null}) and (${after ?? null}::bigint is null or id < ${after ?? null}::bigint)
     order by id desc limit ${limit + 1}`.execute(db)
  return page(rows, limit)
}

export interface JobCount {
  kind: string
  waiting: number
  running: number
  dead: number
}

/** For metrics and the administrators' page: how many of each kind. */
export async function countJobs(db: Db): Promise<JobCount[]> {
  const { rows } = await sql<JobCount>`
    select kind, count(*) filter (where not dead and not running)::int as waiting,
           count(*) filter (where running)::int as running, count(*) filter (where dead)::int as dead
      from (select kind, false as dead, coalesce(leased_until > clock_timestamp(), false) as running from kernel.job
            union all select kind, true, false from kernel.dead_job) as j
     group by kind order by kind`.execute(db)
  return rows
}
