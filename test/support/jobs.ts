import { afterAll, beforeAll, beforeEach } from 'vitest'
import { system } from '#kernel/access'
import { type TurnableClock, turnableClock } from '#kernel/clock'
import { type Database, openDatabase, sql } from '#kernel/db'
import { enqueue, type Jobs, type JobsParts, openJobs, type Worker } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { freshDatabase } from './database.ts'
import { quiet } from './quiet.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    /** Only tests enqueue these. */
    'test.note': { word: string }
    'test.other': { word: string }
  }
}

export type Run = (payload: { word: string }) => Promise<void> | void

export interface JobsBench {
  readonly clock: TurnableClock
  readonly database: Database
  /** A node of its own that runs `test.note` jobs. */
  node(run: Run, more?: Partial<JobsParts> & { options?: Worker['options'] }): Jobs
  add(word: string, options?: { key?: string; lane?: string; at?: Date }): Promise<unknown>
  /** As if every node that holds a job had died. */
  expireLeases(): Promise<unknown>
}

/** Said at the top of a test file: a database of its own, without jobs before each test. */
export function jobsBench(): JobsBench {
  const clock = turnableClock('2026-03-02T09:00:00Z')
  let database: Database
  let drop = async (): Promise<void> => {}
  beforeAll(async () => {
    const fresh = await freshDatabase()
    drop = () => fresh.drop()
    database = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock, log: quiet })
  })
  afterAll(async () => {
    await database.close()
    await drop()
  })
  beforeEach(() => sql`truncate kernel.job, kernel.dead_job, kernel.schedule`.execute(database.db))
  return {
    clock,
    get database() {
      return database
    },
    node: (run, { options, ...more } = {}) => {
      const worker: Worker = { run: async (_, payload) => run(payload as { word: string }), options }
      const context = () => ({ database, clock, actor: system }) as unknown as Context
      const workers = new Map([['test.note', worker]])
      return openJobs({ database, clock, log: quiet, context, workers, random: () => 1, ...more })
    },
    add: (word, options = {}) => database.transaction('system', (tx) => enqueue(tx, 'test.note', { word }, options)),
    expireLeases: () =>
      sql`update kernel.job set leased_until = clock_timestamp() - interval '1 second' where leased_until is not null`.execute(
        database.db,
      ),
  }
}
