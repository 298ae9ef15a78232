import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/db'

export interface DeadJob {
  id: string
  kind: string
  key: string | null
  lane: string | null
  payload: unknown
  tries: number
  error: string
  createdAt: Date
  diedAt: Date
}
export interface JobsQuery {
  kind?: string
  limit: number
  /** `next` of the page before. */
  after?: string
}
export interface JobsPage<Row> {
  items: Row[]
  next: string | null
}

/** The dead letters, youngest first. */
export async function listDeadJobs(db: Db, { kind, limit, after }: JobsQuery): Promise<JobsPage<DeadJob>> {
  const { rows } = await sql<DeadJob>`
    select id::text, kind, key, lane, payload, tries, error, created_at as "createdAt", died_at as "diedAt" from kernel.dead_job
     where (${kind ?? null}::text is null or kind = ${kind ?? null}) and (${after ?? null}::bigint is null or id < ${after ?? null}::bigint)
     order by id desc limit ${limit + 1}`.execute(db)
  return page(rows, limit)
}

export function page<Row extends { id: string }>(rows: Row[], limit: number): JobsPage<Row> {
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Back to work with fresh tries, each in its old place of its lane; answers how many. */
async function replay(tx: Tx, which: { id?: string; kind?: string }): Promise<number> {
  const { rows } = await sql`
    with dead as (
      delete from kernel.dead_job
       where (${which.id ?? null}::bigint is null or id = ${which.id ?? null}::bigint)
         and (${which.kind ?? null}::text is null or kind = ${which.kind ?? null}) returning *),
    back as (
      insert into kernel.job (id, kind, key, lane, payload, run_at, created_at, set_at)
      select distinct on (kind, coalesce(key, id::text)) id, kind, key, lane, payload, ${tx.clock.now()}::timestamptz, created_at,
        ${tx.clock.now()}::timestamptz
        from dead order by kind, coalesce(key, id::text), id
      on conflict (kind, key) where key is not null and leased_until is null do nothing)
    select id from dead`.execute(tx)
  return rows.length
}

/** False when there is no such dead job. */
export const replayDeadJob = async (tx: Tx, id: string): Promise<boolean> => (await replay(tx, { id })) > 0

export const replayDeadJobs = (tx: Tx, kind: string): Promise<number> => replay(tx, { kind })

/** Gone for good; false when there is no such dead job. */
export async function discardDeadJob(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`delete from kernel.dead_job where id = ${id}::bigint returning 1`.execute(tx)
  return rows.length > 0
}
