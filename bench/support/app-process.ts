import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Database } from '#kernel/db'
import { httpLoad } from './http-load.ts'

export interface AppProcess extends AsyncDisposable {
  readonly url: string
  /** Where it takes mail in; null without SWITCHBOARD_SMTP_PORT. */
  readonly mailPort: number | null
  /** Of the process so far, in microseconds. */
  cpu(): Promise<number>
}

/** The whole product in a process of its own, on a database that is there already. */
export function startAppProcess(database: Database, env: NodeJS.ProcessEnv = {}): Promise<AppProcess> {
  const secrets = { SWITCHBOARD_SECRET: 'bench-bench-bench-bench-bench-bench', SWITCHBOARD_DEMO: '0' }
  return start('served.ts', { LOG_LEVEL: 'error', PORT: '0', ...secrets, DATABASE_URL: urlOf(database), ...env })
}

/** node:http alone. */
export const startBare = (): Promise<AppProcess> => start('bare.ts', {})

async function start(file: string, env: NodeJS.ProcessEnv): Promise<AppProcess> {
  const child = fork(new URL(file, import.meta.url), { env: { ...process.env, ...env } })
  const heard = <T>(): Promise<T> => once(child, 'message').then(([message]: T[]) => message as T)
  const { url, mailPort = null } = await heard<{ url: string; mailPort?: number | null }>()
  return {
    url,
    mailPort,
    async cpu() {
      const answer = heard<{ cpu: number }>()
      child.send('cpu')
      return (await answer).cpu
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

/** CPU of the process for one answer, in microseconds: what a second holds when nothing else is in the way. */
export async function cpuEach(app: AppProcess, path: string, seconds: number): Promise<number> {
  const before = await app.cpu()
  const request = (host: string) => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\n`
  const { perSecond, refused } = await httpLoad(app.url, { clients: 16, seconds, request })
  if (refused > 0) throw new Error(`${refused} requests for ${path} were refused.`)
  return ((await app.cpu()) - before) / (perSecond * seconds)
}

function urlOf({ pool }: Database): string {
  const { host, port, user, password, database } = pool.options
  const secret = typeof password === 'string' ? encodeURIComponent(password) : ''
  return `postgres://${user}:${secret}@/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`
}
