import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { By } from '#kernel/access'
import type { Clock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import type { Log } from '#kernel/log'
import { openBell } from './bell.ts'
import { checkServer } from './check-server.ts'
import { NamingClient } from './client.ts'
import type { Database, Tables, Tx, Work } from './database.ts'
import { type Embedded, startEmbedded } from './embedded/index.ts'
import { columnTypes } from './types.ts'

export interface DatabaseOptions {
  config: Pick<Config, 'databaseUrl' | 'dataDir'>
  clock: Clock
  log: Log
  /** Connections at most, one more is kept for the bell; 16 when not said. */
  max?: number
}

/** Connects to DATABASE_URL, or starts the embedded database; close() ends what it started. */
export async function openDatabase({ config, clock, log, max = 16 }: DatabaseOptions): Promise<Database> {
  const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, log }) : null
  const settings = settingsOf(embedded, config.databaseUrl)
  const pool = openPool({ ...settings, max }, log)
  const express = openPool({ ...settings, max: EXPRESS, onConnect: byIndexOnly }, log)
  if (embedded === null) await checkServer(pool).catch((error) => pool.end().then(() => Promise.reject(error)))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const bell = openBell(() => new pg.Client({ ...settings, query_timeout: 5_000 }), log)
  return {
    db,
    pool,
    express,
    notes: embedded?.notes ?? [],
    transaction: async <T>(by: By, work: Work<T>): Promise<T> => {
      const result = await db.transaction().execute((tx) => work(own(tx, by, clock)))
      bell.ring()
      return result
    },
    ring: bell.ring,
    onBell: bell.on,
    close: async () => {
      await bell.close()
      await Promise.all([endPool(express), endPool(pool)])
      await embedded?.stop()
    },
  }
}

const own = (tx: Transaction<Tables>, by: By, clock: Clock): Tx => Object.assign(tx, { by, clock })

/** No statement runs for ever, no transaction is left open, nobody waits long for a lock: what fails is tried again as a whole. */
const limits = {
  application_name: 'switchboard',
  statement_timeout: 30_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
} satisfies pg.PoolConfig

/** Two of each kind of shared statements may be under way; the kinds seldom are so all at once. */
const EXPRESS = 4

/**
 * A plan is kept as long as its connection, and one made while a table was empty reads the whole of it when it is full.
 * Here only one way is open: from each row given to its row in the table, by index, whatever the statistics say.
 */
async function byIndexOnly(client: pg.ClientBase): Promise<void> {
  await client.query(`set enable_seqscan = off; set enable_bitmapscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
    set jit = off; set plan_cache_mode = force_generic_plan`)
}

function settingsOf(embedded: Embedded | null, databaseUrl: string | null): pg.PoolConfig {
  const where = embedded?.connection ?? { connectionString: databaseUrl ?? undefined }
  return { ...limits, ...where, types: columnTypes }
}

function openPool(settings: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({ ...settings, Client: NamingClient, idleTimeoutMillis: 60_000 })
  // A connection that breaks while nobody waits for it says so by an event, which would end the process unheard.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn('a database connection broke', { error })
  })
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Lets running work finish, but not for ever: what is still open after 10 s is cut off by the process or the server ending. */
async function endPool(pool: pg.Pool): Promise<void> {
  await Promise.race([pool.end(), pause(10_000, undefined, { ref: false })])
}
