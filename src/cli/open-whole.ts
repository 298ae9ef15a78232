import type { Config } from '#kernel/config'
import { runningEmbedded } from '#kernel/db'
import { openLog } from '#kernel/log'
import { buildApp, type RunningApp } from '../app.ts'

/** The whole product without a server and without work: for commands that need what its modules registered. */
export function openWhole(config: Config): Promise<RunningApp> {
  const running = config.databaseUrl === null ? runningEmbedded(config.dataDir) : null
  return buildApp({ ...config, databaseUrl: running ?? config.databaseUrl }, { log: openLog('silent') })
}
