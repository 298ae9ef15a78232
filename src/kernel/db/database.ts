import type { Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import type { By } from '#kernel/access'
import type { Clock } from '#kernel/clock'
import type { Rung } from './bell.ts'

/** Every module adds its tables: `declare module '#kernel/db' { interface Tables { 'people.contact': ContactTable } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging from each module's tables.ts
export interface Tables {}

/** For reading, and for single statements. */
export type Db = Kysely<Tables>

/** A running transaction, and whose deed and what time it is: publish() and enqueue() take it, never a Db. */
export type Tx = Transaction<Tables> & { readonly by: By; readonly clock: Clock }

export type Work<T> = (tx: Tx) => Promise<T>

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  /** A few connections for single statements that may not wait behind a report, and that find their rows by index only. */
  readonly express: pg.Pool
  /** Sentences for whoever starts Switchboard, e.g. where the data was put. */
  readonly notes: readonly string[]
  /** Runs the work in one transaction (read committed); rolls back when it throws; rings the bell after commit. */
  transaction<T>(by: By, work: Work<T>): Promise<T>
  /** Rings the bell: new rows may be in the log, and in the job table unless it is said that they are not. At most once per 5 ms here, per 20 ms on other nodes. */
  ring(what?: Rung): void
  /** Calls the listener when this or another node rang, and after every reconnect; returns how to stop. A lost ring costs latency only: look every 250 ms as well. */
  onBell(listener: (what: Rung) => void): () => void
  close(): Promise<void>
}
