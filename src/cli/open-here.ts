import { systemClock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import { type Database, openDatabase, runningEmbedded } from '#kernel/db'
import { openLog } from '#kernel/log'

export interface Here extends AsyncDisposable {
  database: Database
  /** True when a Switchboard that runs on this data lends its database. */
  borrowed: boolean
}

/** The database of these settings: that of a running Switchboard when there is one, else started for as long as the command takes. */
export async function openHere(config: Config): Promise<Here> {
  const running = config.databaseUrl === null ? runningEmbedded(config.dataDir) : null
  const where = { dataDir: config.dataDir, databaseUrl: running ?? config.databaseUrl }
  const database = await openDatabase({ config: where, clock: systemClock, log: openLog('silent'), max: 2 })
  return { database, borrowed: running !== null, [Symbol.asyncDispose]: () => database.close() }
}
