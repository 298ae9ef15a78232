import { type Database, hot } from '#kernel/db'
import type { ClaimedJob } from './job.ts'

export interface ClaimRequest {
  /** How many of each kind this node has room for. */
  room: ReadonlyMap<string, number>
  /** Jobs this node is running: its own stalled lease is not taken for a dead worker's. */
  held: readonly string[]
  /** No suspect is running here, so one may be claimed. */
  alone: boolean
  node: string
  now: Date
  leaseSeconds: number
}
export interface Claim {
  jobs: ClaimedJob[]
  /** When the next waiting job of these kinds is due, milliseconds since the epoch; null when none waits. */
  nextDueMs: number | null
}

// A lane's candidate is the job that is leased (a dead worker's, once its lease has ended), else its oldest.
const laneIsFree = `(j.lane is null or not exists (
    select 1 from kernel.job o
     where o.lane = j.lane and o.id <> j.id and (o.leased_until is not null or (j.leased_until is null and o.id < j.id))))`

/**
 * Whose worker died so often with it may be what kills it; or it only was there, with fifty others. So it is tried again beside no
 * other suspect: who is innocent is done at once, and only the one that kills uses up its tries.
 */
const SUSPECT_AFTER = 2

// Whatever is looked for in the table is named by an index: the plan is made once, mostly while the table is empty, and has to hold when
// thousands wait. A moving clock can name nothing, so the lost are first told by the clock as it stood when the statement began.
const claim = hot<{ jobs: ClaimedJob[]; next_ms: number | null }>(
  'kernel.claim-jobs',
  `with kinds as (select * from unnest($1::text[], $2::int[]) as k(kind, room)),
  fresh as (
    select f.id from kinds k cross join lateral (
      select j.id from kernel.job j
       where j.kind = k.kind and j.leased_until is null and j.run_at <= $3 and ${laneIsFree}
       order by j.run_at, j.id limit k.room for update skip locked) f),
  lost as (
    select j.id from kernel.job j
     where j.id = any(array(
         select l.id from kernel.job l
          where l.leased_until < (select clock_timestamp()) and l.kind = any($1) and not (l.id = any($4::bigint[]))
            and l.tries < ${SUSPECT_AFTER}
          order by l.leased_until limit 50) || array(
         select l.id from kernel.job l
          where l.leased_until < (select clock_timestamp()) and l.kind = any($1) and not (l.id = any($4::bigint[]))
            and l.tries >= ${SUSPECT_AFTER} and $7
          order by l.leased_until, l.id limit 1))
       and j.leased_until < clock_timestamp() and ${laneIsFree}
     order by j.id for update skip locked),
  claimed as (
    update kernel.job set leased_until = clock_timestamp() + make_interval(secs => $6), leased_by = $5, tries = tries + 1
     where id = any(array(select id from fresh union all select id from lost))
    returning id::text, kind, payload, tries,
      id = any(array(select id from lost)) and tries > ${SUSPECT_AFTER} as suspect)
  select coalesce((select json_agg(c order by c.id::bigint) from claimed c), '[]') as jobs,
         (select extract(epoch from min(n.run_at)) * 1000 from kinds k cross join lateral (
            select j.run_at from kernel.job j
             where j.kind = k.kind and j.leased_until is null and j.run_at > $3
             order by j.run_at limit 1) n)::float8 as next_ms`,
)

/** Leases what is due and free, oldest first. Throws what the database throws; nothing is then claimed. */
export async function claimJobs(database: Pick<Database, 'pool'>, request: ClaimRequest): Promise<Claim> {
  const { room, now, held, node, leaseSeconds, alone } = request
  const values = [[...room.keys()], [...room.values()], now, held, node, leaseSeconds, alone]
  const [row] = await claim.run(database.pool, values)
  return { jobs: row?.jobs ?? [], nextDueMs: row?.next_ms ?? null }
}

const UNIQUE = '23505'
/** Two nodes reached for one lane at the same instant; the other has it. */
export const lostTheRace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNIQUE
