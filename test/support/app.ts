import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mailPort } from '#channels'
import { type TurnableClock, turnableClock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import { type Log, openLog } from '#kernel/log'
import type { App, OpenModule } from '#kernel/registry'
import { buildApp, type RunningApp } from '../../src/app.ts'
import { freshDatabase } from './database.ts'

export interface StartOptions {
  modules?: readonly OpenModule[]
  config?: Partial<Config>
  /** Where the clock stands; a Tuesday morning when not said. */
  now?: string
  log?: Log
  /** False where many people share the test's one address. */
  limitRates?: boolean
  /** Also work in the background, as a real node does; else log and jobs are worked by settle() alone. */
  work?: boolean
}

export interface TestApp extends AsyncDisposable {
  readonly running: RunningApp
  readonly app: App
  readonly url: string
  readonly clock: TurnableClock
  /** Where mail is taken in, when the settings say so. */
  readonly mailPort: number | null
  /** A path of the app; objects are sent as JSON. Browser-like: sends the app's own Origin unless told otherwise. */
  fetch(path: string, options?: RequestOptions): Promise<Response>
  settle(): Promise<void>
  stop(): Promise<void>
}
export interface RequestOptions extends Omit<RequestInit, 'body'> {
  json?: unknown
  body?: RequestInit['body']
  /** A session cookie's value, or a bearer token. */
  session?: string
  bearer?: string
}

/** The app on a database of its own, on a free port, with a clock that stands still until it is turned. */
export async function startApp(options: StartOptions = {}): Promise<TestApp> {
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-app-'))
  const clock = turnableClock(options.now ?? '2026-06-09T08:00:00Z')
  const cleanUp = async () => {
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const running = await buildApp(testConfig(database.url, dataDir, options.config), {
    clock,
    log: options.log ?? openLog('silent'),
    checkAnswers: true,
    limitRates: options.limitRates ?? true,
    ...(options.modules && { modules: options.modules }),
  }).catch(async (error: unknown) => {
    await cleanUp()
    throw error
  })
  const url = await running.listen({ work: options.work ?? false })
  const stop = async () => {
    await running.stop()
    await cleanUp()
  }
  return {
    running,
    app: running.app,
    url,
    clock,
    mailPort: mailPort(running.app),
    fetch: (path, request) => fetch(new URL(path, url), toRequest(url, request ?? {})),
    settle: () => running.settle(),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

const testConfig = (databaseUrl: string, dataDir: string, more: Partial<Config> = {}): Config => ({
  host: '127.0.0.1',
  port: 0,
  dataDir,
  databaseUrl,
  demo: false,
  secrets: ['a secret of the tests, never used elsewhere'],
  publicUrl: null,
  trustedProxies: [],
  logLevel: 'silent',
  blobs: { kind: 'folder', path: join(dataDir, 'blobs') },
  smtpPort: null,
  smtpTls: null,
  staffMail: null,
  pushHosts: [],
  model: null,
  // Nobody answers there: no test asks the world about a domain.
  dnsServers: ['127.0.0.1:9'],
  ...more,
})

function toRequest(url: string, { json, session, bearer, headers, ...rest }: RequestOptions): RequestInit {
  const all = new Headers(headers)
  if (!all.has('origin')) all.set('origin', new URL(url).origin)
  if (session !== undefined) all.set('cookie', `sb_staff=${session}`)
  if (bearer !== undefined) all.set('authorization', `Bearer ${bearer}`)
  if (json === undefined) return { redirect: 'manual', ...rest, headers: all }
  all.set('content-type', 'application/json')
  return { method: 'POST', redirect: 'manual', ...rest, headers: all, body: JSON.stringify(json) }
}
