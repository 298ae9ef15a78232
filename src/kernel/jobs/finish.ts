import { sql } from 'kysely'
import type { Database } from '#kernel/db'
import { lostTheRace } from './claim.ts'

/** Each takes only jobs this node still holds: what another node took over is its business. */
export async function completeJobs(database: Database, node: string, ids: readonly string[]): Promise<void> {
  await sql`delete from kernel.job where id = any(${ids}::bigint[]) and leased_by = ${node}`.execute(database.db)
}

/** Ids that are still this node's; their leases now end `leaseSeconds` from the database's now. */
export async function renewJobs(database: Database, node: string, ids: readonly string[], leaseSeconds: number) {
  const { rows } = await sql<{ id: string }>`
    update kernel.job set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where id = any(${ids}::bigint[]) and leased_by = ${node} returning id::text`.execute(database.db)
  return rows.map((row) => row.id)
}

/** Gives back what was claimed and never begun: as if it had not been claimed, free for any node at once. */
export async function releaseJobs(database: Database, node: string, ids: readonly string[]): Promise<void> {
  await sql`
    update kernel.job set leased_until = '-infinity', tries = tries - 1
     where id = any(${ids}::bigint[]) and leased_by = ${node}`.execute(database.db)
}

export interface Retry {
  id: string
  at: Date
  now: Date
  /** Null when it only asked to run again: the try is then not counted. */
  error: string | null
}

/** Lets a job wait for its next try. Where one of the same key waits already, that one does the work. */
export async function retryJob(database: Database, node: string, retry: Retry): Promise<void> {
  try {
    await sql`
      with mine as (select id, kind, key from kernel.job where id = ${retry.id}::bigint and leased_by = ${node} for update),
      twin as (select m.id from mine m join kernel.job w on w.kind = m.kind and w.key = m.key and w.leased_until is null),
      dropped as (delete from kernel.job where id in (select id from twin))
      update kernel.job
         set leased_until = null, leased_by = null, run_at = ${retry.at}, set_at = ${retry.now}, last_error = coalesce(${retry.error}, last_error),
             tries = tries - ${retry.error === null ? 1 : 0}::int
       where id in (select id from mine except select id from twin)`.execute(database.db)
  } catch (error) {
    if (!lostTheRace(error)) throw error
    await retryJob(database, node, retry)
  }
}

export interface Parking {
  id: string
  at: Date
  error: string
  /** How often it was really tried: a claim more only found that no try is left. */
  tries: number
}

/** Moves a job that used up its tries to the dead letters; its lane goes on. */
export async function parkJob(database: Database, node: string, { id, at, error, tries }: Parking): Promise<void> {
  await sql`
    with dead as (delete from kernel.job where id = ${id}::bigint and leased_by = ${node} returning *)
    insert into kernel.dead_job (id, kind, key, lane, payload, created_at, died_at, tries, error)
    select id, kind, key, lane, payload, created_at, ${at}, ${tries}, ${error} from dead`.execute(database.db)
}
