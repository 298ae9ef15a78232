import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/db'
import type { Log } from '#kernel/log'
import type { Context } from '#kernel/registry'
import type { ScheduledWork, Worker } from './job.ts'
import { putRight } from './put-right.ts'
import { Runner } from './runner.ts'
import { Schedule } from './schedule.ts'

export interface JobsParts {
  database: Database
  clock: Clock
  log: Log
  /** Makes the context of the actor `system` that a job gets. */
  context(): Context
  /** By kind; may still grow until start() or the first settle(). */
  workers: ReadonlyMap<string, Worker>
  schedules?: readonly ScheduledWork[]
  /** How long a dead node's work waits to be redone; 4 when not said. */
  leaseSeconds?: number
  /** For the jitter of back-off. */
  random?: () => number
}

export interface Jobs {
  /** Begins to work: on the bell, when the next job is due, and every half second in case a bell was lost. */
  start(): void
  /** Runs all that is due by the clock until nothing is left. Rejects with the errors of jobs that used up their tries. */
  settle(): Promise<void>
  /** Takes no more, gives back what has not begun, waits up to 10 s for what is running. */
  stop(): Promise<void>
}

/** A dead node's work must be under way again within 5 s; it is renewed three times as often. */
const LEASE_SECONDS = 4
const LOOK_AGAIN_MS = 500
/** What ends or is enqueued within so long shares the next look: a look costs the database as much as a job. */
const GATHER_MS = 5
const SCHEDULE_LOOK_MS = 1000
const PUT_RIGHT_EVERY_MS = 10_000
const GRACE_MS = 10_000

/** The jobs and the schedule of this node. */
export function openJobs(parts: JobsParts): Jobs {
  const shared = { ...parts, leaseSeconds: parts.leaseSeconds ?? LEASE_SECONDS }
  const runner = new Runner({ ...shared, random: parts.random ?? Math.random, wake: () => wake() })
  const schedule = new Schedule({ ...shared, schedules: parts.schedules ?? [] })
  let started = false
  let looking = false
  let lookAgain = false
  let timer: NodeJS.Timeout | undefined
  let ticker: NodeJS.Timeout | undefined
  let righter: NodeJS.Timeout | undefined
  let unsubscribe = () => {}

  const complain = (error: unknown) => parts.log.error('jobs could not be claimed', { error })

  const setRight = () => putRight(parts.database, parts.clock.now())

  async function look(): Promise<void> {
    looking = true
    for (let again = true; again && started; again = lookAgain) {
      lookAgain = false
      await runner.claim().catch(complain)
      if (lookAgain) await pause(GATHER_MS)
    }
    looking = false
    if (started) timer = setTimeout(wake, untilNext())
  }

  function wake(): void {
    if (!started) return
    clearTimeout(timer)
    if (looking) lookAgain = true
    else void look()
  }

  const untilNext = () =>
    Math.max(0, Math.min(LOOK_AGAIN_MS, (runner.nextDueMs ?? Number.POSITIVE_INFINITY) - parts.clock.now().getTime()))

  return {
    start() {
      if (started) return
      started = true
      unsubscribe = parts.database.onBell((what) => what === 'all' && wake())
      ticker = setInterval(() => void schedule.runDue().catch(complain), SCHEDULE_LOOK_MS)
      righter = setInterval(() => void setRight().catch(complain), PUT_RIGHT_EVERY_MS)
      wake()
    },
    async settle() {
      await setRight()
      for (let left = 1; left > 0; ) {
        left = (await schedule.runDue()) + (await runner.claim()) + runner.held
        await schedule.idle()
        await runner.idle()
      }
      const deaths = runner.deaths.splice(0)
      if (deaths.length === 1) throw deaths[0]
      if (deaths.length > 1) throw new AggregateError(deaths, `${deaths.length} jobs died`)
    },
    async stop() {
      started = false
      unsubscribe()
      clearTimeout(timer)
      clearInterval(ticker)
      clearInterval(righter)
      await runner.drain(GRACE_MS)
      await schedule.idle()
    },
  }
}
