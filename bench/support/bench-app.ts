import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConversations } from '#conversations'
import { systemClock } from '#kernel/clock'
import { readConfig } from '#kernel/config'
import { type Database, ensurePartitions, migrate, openDatabase } from '#kernel/db'
import { openLog } from '#kernel/log'
import { type App, createApp } from '#kernel/registry'
import { openPeople } from '#people'

export interface Bench extends AsyncDisposable {
  readonly app: App
  readonly database: Database
}

/** A database of its own and the modules a conversation needs, without a server: what the driver level is measured with. */
export async function openBench(clients: number): Promise<Bench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  // An embedded server started by root runs as somebody else, who has to get in.
  chmodSync(dataDir, 0o755)
  const config = readConfig({ SWITCHBOARD_DATA: dataDir, SWITCHBOARD_DEMO: '0', LOG_LEVEL: 'silent' })
  const log = openLog('silent')
  const database = await openDatabase({ config, clock: systemClock, log, max: clients })
  await migrate(database)
  await ensurePartitions(database, systemClock)
  const app = createApp({ config, database, clock: systemClock, log })
  openPeople(app)
  openConversations(app)
  return {
    app,
    database,
    async [Symbol.asyncDispose]() {
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
