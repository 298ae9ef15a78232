import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { defineRoles, identifier, setupLink, stillValidAsker, system } from '#kernel/access'
import { openAdmin } from '#kernel/admin'
import { type Clock, systemClock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import { type Database, ensurePartitions, migrate, openDatabase, retrying } from '#kernel/db'
import { type EventLog, openEventLog } from '#kernel/events'
import { openServer } from '#kernel/http'
import { openJobs } from '#kernel/jobs'
import { type Live, openLive } from '#kernel/live'
import { type Log, openLog } from '#kernel/log'
import { measureEngine } from '#kernel/metrics'
import { type App, createApp, type OpenModule } from '#kernel/registry'
import { searchHandlers } from '#kernel/search'
import { builtInRoles } from './roles.ts'

export interface BuildOptions {
  clock?: Clock
  log?: Log
  /** In the order of the floors; all of them when not said. */
  modules?: readonly OpenModule[]
  /** Check every answer against its contract, as tests and development do. */
  checkAnswers?: boolean
  /** False for load runs, whose callers ask more often than any person. */
  limitRates?: boolean
}

export interface RunningApp extends AsyncDisposable {
  readonly app: App
  readonly fastify: FastifyInstance
  /** Where it listens; the configured address before listen(). */
  readonly url: string
  /** Begins to serve and to work; answers the URL. Tests serve only, and work when they settle(). */
  listen(options?: { work?: boolean }): Promise<string>
  /** The one-time link for the first administrator, while there is nobody and no demo; null otherwise. */
  setupLink(): Promise<string | null>
  /** Drains the log and the jobs until nothing is left to do by the clock. */
  settle(): Promise<void>
  /** Takes no more, ends streams with a bye, finishes what runs, closes the database. */
  stop(): Promise<void>
}

/** The whole product: opens the database, migrates it, opens the modules in order, and makes the server. */
export async function buildApp(config: Config, options: BuildOptions = {}): Promise<RunningApp> {
  const clock = options.clock ?? systemClock
  const log = options.log ?? openLog(config.logLevel)
  const database = await openDatabase({ config, clock, log })
  try {
    return await assemble({ config, clock, log, database }, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

interface Base {
  config: Config
  clock: Clock
  log: Log
  database: Database
}

async function assemble(base: Base, options: BuildOptions): Promise<RunningApp> {
  await migrate(base.database)
  // Before anybody writes: a month made while its events fall into the default partition would refuse some of them.
  await ensurePartitions(base.database, base.clock)
  await defineRoles(base.database.db, builtInRoles)
  const app = createApp(base)
  app.every(3600, 'blobs.sweep', () => app.blobs.sweep())
  const log = openEventLog({ ...base, app, handlers: app.registered.handlers })
  openAdmin(app, log)
  for (const open of options.modules ?? (await import('./modules.ts')).everyModule) await open(app)
  searchHandlers(app)
  const parts = { ...base, declared: app.registered.permissions }
  const live = openLive({ app, log, stillValid: stillValidAsker(parts) })
  measureEngine({ app, log, live })
  const fastify = await openServer(app, {
    identify: identifier(parts),
    retrying,
    checkAnswers: options.checkAnswers ?? false,
    limitRates: options.limitRates ?? true,
    log,
  })
  return running(app, fastify, openEngine(app, log, live))
}

interface Engine {
  start(): void
  /** Streams end with a bye, so that their readers go to another node. */
  farewell(): Promise<void>
  settle(): Promise<void>
  stop(): Promise<void>
}

/** The log, the jobs and the live views of this node. Log and jobs make each other work, so settling goes round until both are empty. */
function openEngine(app: App, log: EventLog, live: Live): Engine {
  const { registered } = app
  const jobs = openJobs({
    database: app.database,
    clock: app.clock,
    log: app.log,
    context: () => app.context(system),
    workers: registered.workers,
    schedules: [...registered.timers.values()],
  })
  return {
    start: () => {
      log.start()
      jobs.start()
      live.start()
    },
    settle: async () => {
      for (let head = -1; head !== (await log.head()); ) {
        await log.settle()
        head = await log.head()
        await jobs.settle()
        await log.settle()
      }
      await live.settle()
    },
    farewell: () => live.stop(),
    stop: async () => {
      await Promise.all([jobs.stop(), log.stop()])
    },
  }
}

function running(app: App, fastify: FastifyInstance, engine: Engine): RunningApp {
  let url = `http://${hostText(app.config.host)}:${app.config.port}`
  const stop = onceOnly(async () => {
    for (const hooks of [...app.registered.lifecycles].reverse()) await hooks.stop?.()
    await engine.farewell()
    await fastify.close()
    await engine.stop()
    await app.database.close()
  })
  return {
    app,
    fastify,
    get url() {
      return url
    },
    async listen({ work = true } = {}) {
      await fastify.listen({ host: app.config.host, port: app.config.port })
      url = `http://${hostText(app.config.host)}:${portOf(fastify)}`
      if (work) engine.start()
      for (const hooks of app.registered.lifecycles) await hooks.start?.()
      return url
    },
    setupLink: () => setupLink(app, url),
    settle: () => engine.settle(),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

const portOf = (fastify: FastifyInstance): number => (fastify.server.address() as AddressInfo).port
const hostText = (host: string): string => (host.includes(':') ? `[${host}]` : host)

function onceOnly(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
