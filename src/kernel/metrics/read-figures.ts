import type { Database } from '#kernel/db'
import type { Standing } from '#kernel/events'

export interface HandlerFigure {
  handler: string
  /** Places of the log it is behind, in its slowest lane. */
  events: number
  /** How long the first of its own events that is not done has waited. */
  seconds: number
  /** Events put aside for a person, and those that wait behind them. */
  parked: number
}
export interface JobFigure {
  kind: string
  /** Not begun, due or not. */
  waiting: number
  due: number
  running: number
  dead: number
  /** How long the first that is due has been due; 0 when none is. */
  oldestDueSeconds: number
}
export interface Figures {
  head: number
  /** At most 10,000 are counted. */
  unnumbered: number
  handlers: HandlerFigure[]
  jobs: JobFigure[]
}

const MOST_COUNTED = 10_000
/** Of what lies beyond the slowest lane, so many are looked at for the first that is not done. */
const LOOKED_AT = 200

/** $1 the time; $2–$4 handler, lane and place as this node knows them; $5, $6 a handler's name and what it listens to, word by word. */
const text = `
  with head as (select pos from kernel.log_head),
  own as (select * from unnest($2::text[], $3::smallint[], $4::bigint[]) as o(handler, lane, pos)),
  heard as (select handler, array_agg(name) as names from unnest($5::text[], $6::text[]) as n(handler, name) group by handler),
  cursors as (
    select c.handler, c.lane, coalesce(o.pos, c.pos) as pos from kernel.cursor c left join own o on o.handler = c.handler and o.lane = c.lane),
  slowest as (select n.handler, n.names, min(c.pos) as pos from heard n join cursors c using (handler) group by n.handler, n.names),
  handlers as (
    select s.handler, greatest(0, h.pos - s.pos) as events, f.since,
      (select count(*) from kernel.parked p where p.handler = s.handler and p.retry_at is null) as parked
    from slowest s cross join head h
    left join lateral (
      select coalesce(min(e.at) filter (where e.pos > c.pos), case when count(*) = ${LOOKED_AT} then max(e.at) end) as since
      from kernel.read_log(s.pos, h.pos, null, s.names, ${LOOKED_AT}) e join cursors c on c.handler = s.handler and c.lane = e.lane
    ) f on h.pos > s.pos),
  jobs as (
    select kind, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'waiting' and run_at <= $1) as due,
      count(*) filter (where state = 'running') as running, count(*) filter (where state = 'dead') as dead,
      min(run_at) filter (where state = 'waiting' and run_at <= $1) as since
    from (select kind, run_at, case when leased_until > clock_timestamp() then 'running' else 'waiting' end as state from kernel.job
          union all select kind, null, 'dead' from kernel.dead_job) as j
    group by kind)
  select (select pos from head) as head,
    (select count(*) from (select from kernel.event where pos is null limit ${MOST_COUNTED}) as u) as unnumbered,
    (select coalesce(json_agg(json_build_object('handler', handler, 'events', events, 'parked', parked,
      'seconds', coalesce(greatest(0, extract(epoch from $1 - since)), 0))), '[]') from handlers) as handlers,
    (select coalesce(json_agg(json_build_object('kind', kind, 'waiting', waiting, 'due', due, 'running', running, 'dead', dead,
      'oldestDueSeconds', coalesce(extract(epoch from $1 - since), 0))), '[]') from jobs) as jobs`

/** How the log and the jobs stand, for all nodes, in one statement. */
export async function readFigures({ pool }: Database, now: Date, standing: readonly Standing[]): Promise<Figures> {
  const own = standing.flatMap(({ handler, lanes }) => lanes.map((at) => ({ handler, ...at })))
  const heard = standing.flatMap(({ handler, names }) => names.map((name) => ({ handler, name })))
  const { rows } = await pool.query<Figures>({
    name: 'kernel.figures',
    text,
    values: [
      now,
      own.map(({ handler }) => handler),
      own.map(({ lane }) => lane),
      own.map(({ pos }) => pos),
      heard.map(({ handler }) => handler),
      heard.map(({ name }) => name),
    ],
  })
  const [figures] = rows
  if (figures === undefined) throw new Error('a statement without a where answered no row')
  return figures
}
