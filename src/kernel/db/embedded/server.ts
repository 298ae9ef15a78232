import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '#kernel/errors'
import { asUser, serverEnv } from './cluster.ts'
import type { Engine } from './engine.ts'
import { makePrivate, type Place } from './place.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'
import { startOf } from './process.ts'
import type { ServerUser } from './server-user.ts'

/** Recovery after a crash replays what was not yet in place; a large one takes a while. */
const READY_WITHIN_MS = 120_000
const LOOK_EVERY_MS = 10

export interface Server {
  pid: number
  socketDir: string
}

/** Starts the server in a session of its own, so that Ctrl-C reaches us alone and we end it in order. */
export async function startServer(
  place: Place,
  engine: Engine,
  user: ServerUser | null,
  settings: Record<string, string>,
): Promise<Server> {
  const socketDir = makeSocketDir(place, user)
  const all = { ...always, unix_socket_directories: socketDir, ...settings }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  if (existsSync(place.logFile)) renameSync(place.logFile, `${place.logFile}.1`)
  const log = openSync(place.logFile, 'a', 0o600)
  const child = spawn(engine.program('postgres'), ['-D', place.cluster, ...args], {
    ...asUser(user),
    cwd: '/',
    env: serverEnv(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  await untilReady(place, child)
  return { pid: child.pid ?? 0, socketDir }
}

/** Its log tells starts, stops and crashes; failed statements and their values may hold personal text and stay out. */
const always = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'switchboard',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** The name of a Unix socket has room for 107 bytes. */
function makeSocketDir(place: Place, user: ServerUser | null): string {
  const near = join(place.home, 'run')
  const fits = Buffer.byteLength(join(near, '.s.PGSQL.5432.lock')) <= 107
  // What a server that was killed left in it would keep the next from starting.
  rmSync(near, { recursive: true, force: true })
  if (fits) makePrivate(near, user)
  if (fits) return near
  const far = mkdtempSync(join(tmpdir(), 'switchboard-'))
  if (user !== null) chownSync(far, user.uid, user.gid)
  return far
}

async function untilReady(place: Place, child: ChildProcess): Promise<void> {
  let failed: Error | null = null
  child.once('error', (error) => {
    failed = error
  })
  for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (failed !== null || child.exitCode !== null || child.signalCode !== null) throw refused(place, failed)
    const found = findPostmaster(place.cluster)
    if (found?.pid === child.pid && found?.ready) return
    await pause(LOOK_EVERY_MS)
  }
  if (child.pid !== undefined) process.kill(child.pid, 'SIGINT')
  throw refused(place, new Error(`not ready within ${READY_WITHIN_MS / 1000} s`))
}

function refused(place: Place, error: Error | null): Problem {
  const lines = readFileSync(place.logFile, 'utf8').trim().split('\n')
  const telling = lines.findLast((line) => /\b(FATAL|PANIC|error while loading)\b/.test(line)) ?? lines.at(-1)
  return new Problem(
    'unavailable',
    `The database did not start: ${error?.message ?? telling ?? 'no reason given'} (all of it in ${place.logFile})`,
  )
}

/** Waits for a server that somebody else started, and that may still be recovering. */
export async function untilAdopted(place: Place, found: Postmaster): Promise<Server | null> {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_EVERY_MS) {
    const now = findPostmaster(place.cluster)
    if (now === null || now.pid !== found.pid) return null
    if (now.ready) return { pid: now.pid, socketDir: now.socketDir }
    await pause(LOOK_EVERY_MS)
  }
  throw new Problem(
    'unavailable',
    `The database of process ${found.pid} on ${place.cluster} does not become ready. Stop it and start again.`,
  )
}

const DYING_WITHIN_MS = 5_000

/** Is it gone, or will it be in a moment? Who was killed may be seen alive until the system comes to it. */
export async function dies({ pid }: Server, { cluster }: Place): Promise<boolean> {
  for (let waited = 0; waited < DYING_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (findPostmaster(cluster)?.pid !== pid) return true
    await pause(LOOK_EVERY_MS)
  }
  return false
}

/** Fast stop: sessions are ended, everything is written. After 20 s the server is told to leave at once and recover later. */
export async function stopServer(server: Server, place: Place): Promise<void> {
  const born = startOf(server.pid)
  if (born !== null) signal(server.pid, 'SIGINT')
  for (let waited = 0; born !== null && startOf(server.pid) === born; waited += LOOK_EVERY_MS) {
    if (waited === 20_000) signal(server.pid, 'SIGQUIT')
    if (waited > 30_000) throw new Problem('unavailable', `The database process ${server.pid} does not stop.`)
    await pause(LOOK_EVERY_MS)
  }
  if (!server.socketDir.startsWith(place.home)) rmSync(server.socketDir, { recursive: true, force: true })
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
