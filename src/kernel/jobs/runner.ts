import { randomUUID } from 'node:crypto'
import type { Clock } from '#kernel/clock'
import { type Database, isDatabaseAway, retrying } from '#kernel/db'
import type { Log } from '#kernel/log'
import type { Context } from '#kernel/registry'
import { RunAgain } from './again.ts'
import { backoffMs } from './backoff.ts'
import { claimJobs, lostTheRace } from './claim.ts'
import { errorCode } from './error-code.ts'
import { completeJobs, parkJob, releaseJobs, renewJobs, retryJob } from './finish.ts'
import type { ClaimedJob, Worker } from './job.ts'
import { KindQueue } from './kind-queue.ts'

export interface RunnerParts {
  database: Database
  clock: Clock
  log: Log
  /** A context of the actor `system`, one for each job. */
  context(): Context
  workers: ReadonlyMap<string, Worker>
  leaseSeconds: number
  random(): number
  /** There is room again, or a lane moved on: look for more. */
  wake(): void
}

const MOST_DEATHS_KEPT = 20
/** What has run for so long kills nobody at once: long work does not keep other suspects waiting. */
const SUSPECT_MS = 10_000
/** A database that is away is no fault of the job: it is not counted as a try. */
const AWAY_MS = 1_000

/** Claims jobs and runs them on this node. Who calls it and when is not its business. */
export class Runner {
  readonly node = randomUUID()
  readonly deaths: Error[] = []
  readonly #parts: RunnerParts
  readonly #kinds = new Map<string, KindQueue>()
  readonly #held = new Set<string>()
  /** The one job here whose workers died with it before, and until when it is looked at alone. */
  #suspect: { id: string; until: number } | null = null
  readonly #done: string[] = []
  #flushing: Promise<void> | null = null
  #claiming: Promise<unknown> = Promise.resolve()
  #idle = Promise.withResolvers<void>()
  #renewal: NodeJS.Timeout | undefined
  #draining = false
  nextDueMs: number | null = null

  constructor(parts: RunnerParts) {
    this.#parts = parts
    this.#idle.resolve()
  }

  get held(): number {
    return this.#held.size
  }

  /** Claims what is due and begins it; answers how many. One claim at a time. */
  claim(): Promise<number> {
    const claimed = this.#claiming.then(() => this.#claim())
    this.#claiming = claimed.catch(() => undefined)
    return claimed
  }

  async #claim(): Promise<number> {
    const { database, clock, workers, leaseSeconds } = this.#parts
    for (const [kind, worker] of workers) if (!this.#kinds.has(kind)) this.#kinds.set(kind, new KindQueue(worker))
    const room = new Map([...this.#kinds].map(([kind, queue]) => [kind, queue.room] as const).filter(([, n]) => n > 0))
    if (room.size === 0 || this.#draining) return 0
    const alone = this.#suspect === null || performance.now() > this.#suspect.until
    const request = { room, held: [...this.#held], alone, node: this.node, now: clock.now(), leaseSeconds }
    try {
      const claim = await claimJobs(database, request)
      this.nextDueMs = claim.nextDueMs
      for (const job of claim.jobs) this.#take(job)
      return claim.jobs.length
    } catch (error) {
      if (lostTheRace(error)) return this.#claim()
      throw error
    }
  }

  #take(job: ClaimedJob): void {
    const queue = this.#kinds.get(job.kind)
    if (queue === undefined) return
    if (this.#held.size === 0) this.#idle = Promise.withResolvers<void>()
    this.#held.add(job.id)
    this.#renewal ??= setInterval(() => void this.#renew(), (this.#parts.leaseSeconds * 1000) / 3)
    if (job.suspect) this.#suspect = { id: job.id, until: performance.now() + SUSPECT_MS }
    queue.push(job)
    this.#beginWaiting(queue)
  }

  #beginWaiting(queue: KindQueue): void {
    if (this.#draining) return
    for (let job = queue.next(); job !== undefined; job = queue.next()) void this.#run(queue, job)
  }

  async #run(queue: KindQueue, job: ClaimedJob): Promise<void> {
    const began = performance.now()
    try {
      // A worker that died with it each time never came to say so; nor did one whose database was away just then.
      if (job.tries > queue.tries) throw new Error('its worker died in every try')
      await queue.worker.run(this.#parts.context(), job.payload)
      this.#done.push(job.id)
      this.#flush()
    } catch (error) {
      await this.#failed(queue, job, error)
    } finally {
      queue.ended(performance.now() - began)
      this.#beginWaiting(queue)
    }
  }

  /** Completions of the same moment leave in one statement. */
  #flush(): void {
    this.#flushing ??= this.#flushAll().finally(() => {
      this.#flushing = null
      if (this.#done.length > 0) this.#flush()
    })
  }

  async #flushAll(): Promise<void> {
    await Promise.resolve()
    const ids = this.#done.splice(0)
    await this.#surely('complete', () => completeJobs(this.#parts.database, this.node, ids))
    this.#letGo(ids)
  }

  async #failed(queue: KindQueue, job: ClaimedJob, error: unknown): Promise<void> {
    const { database, clock, log, random } = this.#parts
    const code = errorCode(error)
    const now = clock.now()
    const later =
      error instanceof RunAgain ? error.at : isDatabaseAway(error) ? new Date(now.getTime() + AWAY_MS) : null
    if (later === null && job.tries >= queue.tries) {
      log.error('job died', { job: job.id, kind: job.kind, attempt: job.tries, error })
      this.deaths.push(error instanceof Error ? error : new Error(code))
      if (this.deaths.length > MOST_DEATHS_KEPT) this.deaths.shift()
      const parking = { id: job.id, at: now, error: code, tries: Math.min(job.tries, queue.tries) }
      await this.#surely('park', () => parkJob(database, this.node, parking))
    } else {
      const at = later ?? new Date(now.getTime() + backoffMs(job.tries, random))
      if (later === null) log.warn('job failed', { job: job.id, kind: job.kind, attempt: job.tries, error })
      const retry = { id: job.id, at, now, error: later === null ? code : null }
      await this.#surely('retry', () => retryJob(database, this.node, retry))
    }
    this.#letGo([job.id])
  }

  /** When the database is away the lease runs out and the job is done again; nothing else is right to do here. */
  async #surely(step: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await retrying(work)
    } catch (error) {
      this.#parts.log.error('job outcome not written', { step, error })
    }
  }

  #letGo(ids: readonly string[]): void {
    for (const id of ids) this.#held.delete(id)
    if (this.#suspect !== null && !this.#held.has(this.#suspect.id)) this.#suspect = null
    this.#parts.wake()
    if (this.#held.size > 0) return
    clearInterval(this.#renewal)
    this.#renewal = undefined
    this.#idle.resolve()
  }

  async #renew(): Promise<void> {
    const { database, leaseSeconds } = this.#parts
    await this.#surely('renew', () => renewJobs(database, this.node, [...this.#held], leaseSeconds))
  }

  /** Until no job is held here. */
  idle(): Promise<void> {
    return this.#idle.promise
  }

  /** Gives back what has not begun, and waits for the rest, at most so long; what is still running then is redone elsewhere. */
  async drain(graceMs: number): Promise<void> {
    this.#draining = true
    await this.#claiming
    const waiting = [...this.#kinds.values()].flatMap((queue) => queue.waiting.splice(0)).map((job) => job.id)
    if (waiting.length > 0) {
      await this.#surely('release', () => releaseJobs(this.#parts.database, this.node, waiting))
      this.#letGo(waiting)
    }
    const patience = AbortSignal.timeout(graceMs)
    const tired = new Promise<void>((resolve) => patience.addEventListener('abort', () => resolve(), { once: true }))
    await Promise.race([this.#idle.promise, tired])
    clearInterval(this.#renewal)
  }
}
