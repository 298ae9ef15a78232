import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Embedded, startEmbedded } from '#kernel/db'
import { quiet } from '../../support/quiet.ts'
import { scratchData, serverPid } from '../../support/scratch-data.ts'
import type { Env } from './app-process.ts'
import { until } from './cell.ts'
import { type Line, openLine } from './line.ts'

/** A database of our own for the app, behind a line that can be slow. */
export interface TestDatabase extends AsyncDisposable {
  /** The app's way: through the line. */
  readonly url: string
  /** Our own, past it. */
  direct(): string
  /** As its superuser. */
  asAdmin(): string
  readonly line: Line
  readonly dataDir: string
  /** As when its machine loses power: sessions end where they are. */
  stopAtOnce(): Promise<void>
  /** Recovers from what is on disk, also when it ended by itself. */
  start(): Promise<void>
  /** The same server again, in this environment. */
  startWith(env: Env): Promise<void>
  isRunning(): boolean
}

export interface DatabaseOptions {
  settings?: Record<string, string>
  /** Where its data lies; a scratch folder when not said. */
  dataDir?: string
}

/** Few enough to take all of them. Three are kept for the superuser: that is us. */
export const FEW_CONNECTIONS = { max_connections: '60' }

export async function openDatabaseOfOurs({
  settings = {},
  dataDir: given,
}: DatabaseOptions = {}): Promise<TestDatabase> {
  const dataDir = given ?? (await scratchData())
  const begin = (): Promise<Embedded> => startEmbedded({ dataDir, log: quiet, settings })
  let server: Embedded | null = await begin()
  const { connection, url: direct } = server
  const line = await openLine(() => [{ path: `${connection.host}/.s.PGSQL.5432` }])
  const url = new URL(`postgres://switchboard@127.0.0.1:${line.port}/switchboard`)
  url.password = String(connection.password)
  const command = commandOf(serverPid(dataDir))
  const asAdmin = direct.replace('//switchboard:', '//postgres:').replace('@/switchboard?', '@/postgres?')
  const letGo = async (): Promise<void> => {
    await server?.stop()
    server = null
    await until(() => !isRunning(dataDir))
  }
  return {
    url: url.href,
    direct: () => direct,
    asAdmin: () => asAdmin,
    line,
    dataDir,
    stopAtOnce: async () => {
      if (isRunning(dataDir)) process.kill(serverPid(dataDir), 'SIGQUIT')
      await letGo()
    },
    start: async () => {
      await letGo()
      server = await begin()
    },
    startWith: async (env) => {
      await letGo()
      spawn(command.program, command.args, { ...command.as, cwd: '/', env, stdio: 'ignore' })
      await until(() => answers(asAdmin))
    },
    isRunning: () => isRunning(dataDir),
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]()
      if (isRunning(dataDir)) process.kill(serverPid(dataDir), 'SIGQUIT')
      await letGo()
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** As the system tells it; on Linux, where alone it is asked for. */
function commandOf(pid: number): { program: string; args: string[]; as: { uid: number; gid: number } } {
  const at = `/proc/${pid}`
  if (!existsSync(at)) return { program: '', args: [], as: { uid: 0, gid: 0 } }
  const [, ...args] = readFileSync(join(at, 'cmdline'), 'utf8').split('\0').slice(0, -1)
  const { uid, gid } = statSync(at)
  return { program: readlinkSync(join(at, 'exe')), args, as: { uid, gid } }
}

function isRunning(dataDir: string): boolean {
  try {
    return process.kill(serverPid(dataDir), 0)
  } catch {
    return false
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}
