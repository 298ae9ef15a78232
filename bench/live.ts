// What a live view costs and how soon it knows: memory of an idle stream, and the time from commit to the reader's socket.
import { fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getHeapSpaceStatistics } from 'node:v8'
import { type Actor, anyone } from '#kernel/access'
import { systemClock } from '#kernel/clock'
import { readConfig } from '#kernel/config'
import { ensurePartitions, migrate, openDatabase, sql } from '#kernel/db'
import { type EventName, openEventLog } from '#kernel/events'
import { openServer } from '#kernel/http'
import { newId } from '#kernel/ids'
import { openLive } from '#kernel/live'
import type { Log } from '#kernel/log'
import { createApp } from '#kernel/registry'
import { at, type Figure, printFigures } from './support/figures.ts'

const IDLE = 1_500
const READERS = 10
const EVENTS = 500
const EVERY_MS = 10

type ToServer = { ask: 'memory' } | { ask: 'change'; n: number }
type FromServer = { url: string } | { bytes: number } | { committed: number; n: number }

const silent = (): void => {}
const log: Log = { debug: silent, info: silent, warn: silent, error: silent }
const EVENT = 'bench.changed' as EventName

/** V8 grows it to its full size with any work and fills it anew with each request: it is the process's, whatever the number of streams. */
const youngGeneration = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0

/** The server in a process of its own, so that its memory is its own. */
async function serve(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  chmodSync(dataDir, 0o755)
  const config = readConfig({ SWITCHBOARD_DATA: dataDir, SWITCHBOARD_DEMO: '1' })
  const database = await openDatabase({ config, clock: systemClock, log })
  await migrate(database)
  await ensurePartitions(database, systemClock)
  const app = createApp({ config, database, clock: systemClock, log })
  app.permission('bench.read', 'bench')
  app.live({
    kind: 'bench',
    permission: 'bench.read',
    on: { [EVENT]: (event: { subject: string }) => event.subject },
    present: async (_, ids) => new Map(ids.map((id) => [id, { id, rev: 1, text: 'x'.repeat(300) }])),
  })
  const events = openEventLog({ database, clock: systemClock, log, app, handlers: app.registered.handlers })
  const reader = (scope: string): Actor => ({
    kind: 'agent',
    realm: 'staff',
    id: newId(),
    name: 'reader',
    sessionId: newId(),
    grants: [{ permission: 'bench.read', brand: '*', scope }],
  })
  const [idle, busy] = [reader('idle'), reader('busy')]
  const limits = { perActor: IDLE, perStaffAddress: 2 * IDLE }
  const live = openLive({ app, log: events, stillValid: async (actors) => actors, limits })
  const identify = async ({ bearer }: { bearer: string | null }) =>
    bearer === 'idle-idle-idle-idle' ? idle : bearer === 'busy-busy-busy-busy' ? busy : anyone
  const server = await openServer(app, { identify, retrying: (run) => run(), checkAnswers: false, log: events })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  events.start()
  live.start()
  process.on('message', async (message: ToServer) => {
    if (message.ask === 'memory') {
      for (let times = 0; times < 3; times += 1) globalThis.gc?.()
      return process.send?.({ bytes: process.memoryUsage().rss - youngGeneration() } satisfies FromServer)
    }
    await database.transaction('system', async (tx) => {
      await sql`insert into kernel.event (at, name, subject, by, data, scopes)
        values (${systemClock.now()}, ${EVENT}, ${newId()}, 'system', ${JSON.stringify({ n: message.n })}::jsonb, '{busy}')`.execute(
        tx,
      )
    })
    process.send?.({ committed: performance.timeOrigin + performance.now(), n: message.n } satisfies FromServer)
  })
  process.on('disconnect', async () => {
    await live.stop()
    await server.close()
    await events.stop()
    await database.close()
    rmSync(dataDir, { recursive: true })
    process.exit()
  })
  process.send?.({ url } satisfies FromServer)
}

export async function measureLive(): Promise<Figure[]> {
  const server = fork(import.meta.filename, ['serve'], { execArgv: ['--expose-gc'] })
  const next = <T extends FromServer>(): Promise<T> =>
    new Promise((resolve) => server.once('message', (message) => resolve(message as T)))
  const ask = <T extends FromServer>(message: ToServer): Promise<T> => {
    const answer = next<T>()
    server.send(message)
    return answer
  }
  const { url } = await next<{ url: string }>()
  const warm = await Promise.all(Array.from({ length: 50 }, () => openStream(url, 'idle')))
  const before = await ask<{ bytes: number }>({ ask: 'memory' })
  const idle: Socket[] = []
  for (let opened = 0; opened < IDLE - 50; opened += 50) {
    idle.push(...(await Promise.all(Array.from({ length: 50 }, () => openStream(url, 'idle')))))
  }
  const after = await ask<{ bytes: number }>({ ask: 'memory' })
  const late = await latencies(url, ask)
  for (const socket of [...warm, ...idle]) socket.destroy()
  server.disconnect()
  return [
    figure('memory of an idle stream', 'kB', (after.bytes - before.bytes) / idle.length / 1024, 20),
    figure(
      `commit → reader, p50, ${1_000 / EVERY_MS} events/s to ${READERS} readers, ${IDLE} idle`,
      'ms',
      at(late, 0.5),
      50,
    ),
    figure('the same, p99', 'ms', at(late, 0.99), 50),
  ]
}

/** Each event is told to every reader: milliseconds from its commit to each socket. */
async function latencies(
  url: string,
  ask: (message: ToServer) => Promise<{ committed: number; n: number }>,
): Promise<number[]> {
  const arrivals: number[][] = []
  const readers = await Promise.all(Array.from({ length: READERS }, () => openStream(url, 'busy')))
  readers.forEach((socket, at) => {
    const mine: number[] = []
    arrivals[at] = mine
    socket.on('data', (chunk) => {
      const now = performance.timeOrigin + performance.now()
      for (const _ of chunk.toString().matchAll(/^event: bench$/gm)) mine.push(now)
    })
  })
  const committed: number[] = []
  for (let n = 0; n < EVENTS; n += 1) {
    const start = performance.now()
    committed.push((await ask({ ask: 'change', n })).committed)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY_MS - (performance.now() - start))))
  }
  while (arrivals.some((mine) => mine.length < EVENTS)) await new Promise((resolve) => setTimeout(resolve, 50))
  for (const socket of readers) socket.destroy()
  return arrivals.flatMap((mine) => mine.map((arrived, n) => arrived - (committed[n] ?? arrived)))
}

function openStream(url: string, who: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(
    `GET /api/v1/stream HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${`${who}-`.repeat(3)}${who}\r\n\r\n`,
  )
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('data', (answer) =>
      answer.toString().startsWith('HTTP/1.1 200') ? resolve(socket) : reject(new Error(answer.toString())),
    )
  })
}

const figure = (claim: string, unit: string, ours: number, limit: number): Figure => ({
  claim,
  ours: `${ours.toFixed(1)} ${unit}`,
  limit: `≤ ${limit} ${unit}`,
  ratio: limit / ours,
})

if (import.meta.main) {
  if (process.argv[2] === 'serve') await serve()
  else printFigures(await measureLive())
}
