import { Heap } from './heap.ts'

/** What waits for somebody. Times in milliseconds since the epoch. */
export interface Job {
  id: string
  queue: string
  priority: string
  since: number
  /** So long it keeps whoever takes it from the next. */
  need: number
  /** When it goes by itself, if nobody took it before. */
  left: number | null
}
export interface Advisor {
  id: string
  queues: ReadonlySet<string>
  /** When they are there, in order. */
  there: readonly (readonly [from: number, to: number])[]
}

/**
 * A day played: when each was taken; what is not named was not. Whoever is free takes, of the queues they work, what comes first by
 * priority and then by when it came; with nothing there, they wait for it, and who has waited longest gets it.
 */
export function replay(jobs: readonly Job[], advisors: readonly Advisor[]): Map<string, number> {
  const floor = new Floor(advisors)
  for (const job of jobs.toSorted((a, b) => a.since - b.since || compare(a.id, b.id))) {
    floor.runUntil(job.since)
    floor.come(job)
  }
  floor.runUntil(Number.POSITIVE_INFINITY)
  return floor.times
}

interface Free {
  advisor: Advisor
  at: number
}

/** What waits, and who is free, at a moment. */
class Floor {
  readonly times = new Map<string, number>()
  readonly #lines = new Map<string, Heap<Job>>()
  readonly #idle = new Map<string, Set<Advisor>>()
  readonly #coming = new Heap<Free>((a, b) => a.at < b.at || (a.at === b.at && a.advisor.id < b.advisor.id))

  constructor(advisors: readonly Advisor[]) {
    for (const advisor of advisors) this.#freeFrom(advisor, Number.NEGATIVE_INFINITY)
  }

  /** Whoever is free before this takes what waits; what comes at this very moment is in the line before them. */
  runUntil(moment: number): void {
    for (let next = this.#coming.first(); next !== undefined && next.at < moment; next = this.#coming.first()) {
      this.#coming.take()
      const job = this.#firstFor(next.advisor, next.at)
      if (job !== undefined) this.#give(job, next.advisor, next.at)
      else for (const queue of next.advisor.queues) setIn(this.#idle, queue).add(next.advisor)
    }
  }

  come(job: Job): void {
    for (const advisor of setIn(this.#idle, job.queue)) {
      for (const queue of advisor.queues) setIn(this.#idle, queue).delete(advisor)
      if (isThere(advisor, job.since)) {
        this.#give(job, advisor, job.since)
        return
      }
      this.#freeFrom(advisor, job.since)
    }
    const line = this.#lines.get(job.queue) ?? new Heap<Job>(goesBefore)
    this.#lines.set(job.queue, line)
    line.put(job)
  }

  #give(job: Job, advisor: Advisor, at: number): void {
    this.times.set(job.id, at)
    this.#freeFrom(advisor, at + job.need)
  }

  /** From this moment, or when they are there again; after their last they are free no more. */
  #freeFrom(advisor: Advisor, moment: number): void {
    const next = advisor.there.find(([, to]) => to > moment)
    if (next !== undefined) this.#coming.put({ advisor, at: Math.max(moment, next[0]) })
  }

  #firstFor({ queues }: Advisor, at: number): Job | undefined {
    let best: Job | undefined
    for (const queue of queues) {
      const first = this.#headOf(queue, at)
      if (first !== undefined && (best === undefined || goesBefore(first, best))) best = first
    }
    if (best !== undefined) this.#lines.get(best.queue)?.take()
    return best
  }

  /** Who went by themselves stands in no line. */
  #headOf(queue: string, at: number): Job | undefined {
    const line = this.#lines.get(queue)
    while (line?.first() !== undefined && (line.first()?.left ?? Number.POSITIVE_INFINITY) <= at) line.take()
    return line?.first()
  }
}

const isThere = ({ there }: Advisor, at: number): boolean => there.some(([from, to]) => at >= from && at < to)

const goesBefore = (a: Job, b: Job): boolean =>
  (compare(a.priority, b.priority) || a.since - b.since || compare(a.id, b.id)) < 0

function setIn<T>(sets: Map<string, Set<T>>, key: string): Set<T> {
  const found = sets.get(key) ?? new Set<T>()
  sets.set(key, found)
  return found
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
