import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { forTests } from '../../test/support/for-tests.ts'
import { install, mayInstall } from './debian.ts'

export const BIN = '/usr/lib/postgresql/15/bin'

export interface Server extends AsyncDisposable {
  url: string
}

/** Debian's PostgreSQL 15 on a folder and a port of its own, as the user postgres; null where it cannot be had. */
export async function startPostgres15(): Promise<Server | null> {
  if (!mayInstall()) return null
  if (!existsSync(`${BIN}/postgres`) && !(await install('postgresql-15'))) return null
  const user = { uid: idOf('-u'), gid: idOf('-g') }
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-pg15-'))
  const cluster = join(folder, 'cluster')
  mkdirSync(cluster, { mode: 0o700 })
  for (const path of [folder, cluster]) chownSync(path, user.uid, user.gid)
  const port = await freePort()
  execFileSync(
    `${BIN}/initdb`,
    ['-D', cluster, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, cwd: folder, stdio: 'ignore' },
  )
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...forTests,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(`${BIN}/postgres`, ['-D', cluster, ...args], { ...user, cwd: folder, stdio: 'ignore' })
  await untilAnswers(port)
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

export const idOf = (which: '-u' | '-g'): number =>
  Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function untilAnswers(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      execFileSync(`${BIN}/pg_isready`, ['-q', '-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
      return
    } catch {
      await pause(100)
    }
  }
  throw new Error('PostgreSQL 15 did not become ready within 30 s')
}
