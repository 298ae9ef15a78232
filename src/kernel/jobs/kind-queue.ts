import type { ClaimedJob, Worker } from './job.ts'

const AT_ONCE = 8
const TRIES = 5
/** Short jobs are fetched in bulk, so that the round trip is not what they wait for; long ones stay free for other nodes. */
const BULK = 50
const SHORT_MS = 20

/** What one node holds of one kind: a few running, the rest of a bulk waiting their turn. */
export class KindQueue {
  readonly worker: Worker
  readonly waiting: ClaimedJob[] = []
  running = 0
  #meanMs = SHORT_MS

  constructor(worker: Worker) {
    this.worker = worker
  }

  get tries(): number {
    return this.worker.options?.tries ?? TRIES
  }
  get #atOnce(): number {
    return this.worker.options?.atOnce ?? AT_ONCE
  }
  get room(): number {
    const most = this.#meanMs < SHORT_MS ? Math.max(BULK, this.#atOnce) : this.#atOnce
    return most - this.running - this.waiting.length
  }

  /** A suspect goes first: while it waits, it could be blamed for what another does. */
  push(job: ClaimedJob): void {
    if (job.suspect) this.waiting.unshift(job)
    else this.waiting.push(job)
  }

  /** The next job that may begin now. */
  next(): ClaimedJob | undefined {
    if (this.running >= this.#atOnce) return undefined
    const job = this.waiting.shift()
    if (job !== undefined) this.running += 1
    return job
  }

  ended(tookMs: number): void {
    this.running -= 1
    this.#meanMs += (tookMs - this.#meanMs) / 8
  }
}
