import type { Clock } from '#kernel/clock'
import type { EventLog } from '#kernel/events'
import type { Live } from '#kernel/live'
import type { App } from '#kernel/registry'
import { type Figures, type HandlerFigure, type JobFigure, readFigures } from './read-figures.ts'

export interface EngineParts {
  app: App
  log: Pick<EventLog, 'standing'>
  live: Pick<Live, 'streams'>
}

/** Several scrapers, or one that asks often, cost no more than this. */
const KEPT_MS = 5_000
/** Less than a scraper waits: without the database the other figures must still come. */
const PATIENCE_MS = 3_000

/** Puts how the log, the jobs, the streams and the connections stand among the figures. Nothing is asked until somebody reads them. */
export function measureEngine({ app, log, live }: EngineParts): void {
  const { metrics, registered, clock } = app
  const { pool } = app.database
  const figures = keptFor(clock, () => within(PATIENCE_MS, readFigures(app.database, clock.now(), log.standing())))
  const number = (name: string, help: string, of: (now: Figures) => number) =>
    metrics.gauge(name, help, async () => {
      const now = await figures()
      return now === null ? Number.NaN : of(now)
    })
  const ofHandlers = (name: string, help: string, of: (one: HandlerFigure) => number) =>
    metrics.gauges(name, help, 'handler', async () => mapOf((await figures())?.handlers, 'handler', of))
  const ofJobs = (name: string, help: string, of: (one: JobFigure) => number) =>
    metrics.gauges(name, help, 'kind', async () => {
      const now = await figures()
      return new Map([...zeroes(now === null ? [] : registered.workers.keys()), ...mapOf(now?.jobs, 'kind', of)])
    })

  metrics.gauge('database_up', '1 when the database answered within 3 s', async () =>
    (await figures()) === null ? 0 : 1,
  )
  metrics.gauge('database_connections', 'Open connections of this node', () => pool.totalCount)
  metrics.gauge('database_connections_in_use', 'Those that work', () => pool.totalCount - pool.idleCount)
  metrics.gauge('database_connections_waited_for', 'Work that waits for a connection', () => pool.waitingCount)
  metrics.gauge('streams_open', 'Live views open on this node', () => live.streams())
  number('log_head', 'Places given in the log so far', (now) => now.head)
  number('log_unnumbered_events', 'Events without a place yet; counted up to 10,000', (now) => now.unnumbered)
  ofHandlers('handler_lag_events', 'Places a handler is behind the head, in its slowest lane', (one) => one.events)
  ofHandlers('handler_lag_seconds', 'How long the first event it has not done has waited', (one) => one.seconds)
  ofHandlers('handler_parked_events', 'Events put aside, and those behind them', (one) => one.parked)
  ofJobs('jobs_waiting', 'Jobs not begun, due or not', (one) => one.waiting)
  ofJobs('jobs_due', 'Those that are due', (one) => one.due)
  ofJobs('jobs_running', 'Jobs at work', (one) => one.running)
  ofJobs('jobs_dead', 'Jobs that used up their tries', (one) => one.dead)
  ofJobs('jobs_oldest_due_seconds', 'How long the first of those due has been due', (one) => one.oldestDueSeconds)
}

const zeroes = (names: Iterable<string>) => [...names].map((name) => [name, 0] as const)

function mapOf<K extends string, T extends Record<K, string>>(
  rows: readonly T[] | undefined,
  name: K,
  of: (row: T) => number,
): Map<string, number> {
  return new Map((rows ?? []).map((row) => [row[name], of(row)]))
}

/** Null when it did not come in time, or at all. */
function within<T>(patienceMs: number, answer: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null).unref())
  return Promise.race([answer.catch(() => null), late])
}

/** Asks once for all who ask while it is fresh. */
function keptFor<T>(clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | null = null
  return () => {
    const at = clock.now().getTime()
    // A clock that was set back must not keep them for ever.
    if (last === null || Math.abs(at - last.at) > KEPT_MS) last = { at, answer: ask() }
    return last.answer
  }
}
