import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/db'
import type { Log } from '#kernel/log'
import type { Context } from '#kernel/registry'
import type { ScheduledWork } from './job.ts'

export interface ScheduleParts {
  database: Database
  clock: Clock
  log: Log
  context(): Context
  schedules: readonly ScheduledWork[]
  leaseSeconds: number
}

/** Work that runs every so many seconds, on whichever node looks first; a node that dies in it is followed after its lease. */
export class Schedule {
  readonly #parts: ScheduleParts
  readonly #node = randomUUID()
  readonly #running = new Map<string, Promise<void>>()
  #known = 0

  constructor(parts: ScheduleParts) {
    this.#parts = parts
  }

  /** Begins all that is due; answers how many. They are awaited by idle(). */
  async runDue(): Promise<number> {
    await this.#introduce()
    const due = await this.#claim()
    for (const work of this.#parts.schedules) {
      if (!due.has(work.name)) continue
      this.#running.set(
        work.name,
        this.#run(work).finally(() => this.#running.delete(work.name)),
      )
    }
    return due.size
  }

  async idle(): Promise<void> {
    await Promise.all(this.#running.values())
  }

  async #introduce(): Promise<void> {
    const { database, schedules } = this.#parts
    if (this.#known === schedules.length) return
    const names = schedules.map((work) => work.name)
    const seconds = schedules.map((work) => work.seconds)
    await sql`
      insert into kernel.schedule (name, every_seconds) select * from unnest(${names}::text[], ${seconds}::int[])
      on conflict (name) do update set every_seconds = excluded.every_seconds`.execute(database.db)
    this.#known = names.length
  }

  async #claim(): Promise<ReadonlySet<string>> {
    const { database, clock, schedules, leaseSeconds } = this.#parts
    const free = schedules.map((work) => work.name).filter((name) => !this.#running.has(name))
    if (free.length === 0) return new Set()
    const { rows } = await sql<{ name: string }>`
      update kernel.schedule set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}), leased_by = ${this.#node}
       where name in (
         select name from kernel.schedule
          where name = any(${free}::text[]) and (leased_until is null or leased_until < clock_timestamp())
            and (last_run_at is null or last_run_at + make_interval(secs => every_seconds) <= ${clock.now()}
              -- so far ahead only a clock can have been that is right again
              or last_run_at > ${clock.now()}::timestamptz + make_interval(secs => every_seconds))
            for update skip locked)
      returning name`.execute(database.db)
    return new Set(rows.map((row) => row.name))
  }

  async #run(work: ScheduledWork): Promise<void> {
    const { log, clock, leaseSeconds } = this.#parts
    const began = clock.now()
    const renewal = setInterval(() => void this.#lease(work.name).catch(() => undefined), (leaseSeconds * 1000) / 3)
    try {
      await work.run(this.#parts.context())
    } catch (error) {
      log.error('scheduled work failed', { name: work.name, error })
    } finally {
      clearInterval(renewal)
      await this.#ended(work.name, began).catch((error) =>
        log.error('scheduled work not recorded', { name: work.name, error }),
      )
    }
  }

  async #lease(name: string): Promise<void> {
    await sql`
      update kernel.schedule set leased_until = clock_timestamp() + make_interval(secs => ${this.#parts.leaseSeconds})
       where name = ${name} and leased_by = ${this.#node}`.execute(this.#parts.database.db)
  }

  async #ended(name: string, began: Date): Promise<void> {
    await sql`
      update kernel.schedule set leased_until = null, leased_by = null, last_run_at = ${began}
       where name = ${name} and leased_by = ${this.#node}`.execute(this.#parts.database.db)
  }
}
