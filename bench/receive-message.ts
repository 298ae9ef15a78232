// Receiving a message through the door of conversations, against pgbench running the fixed reference statement on the same server:
// the least any system must write for it. Both sides alternate; the numberer works on ours all the while.
import { receiveMessage } from '#conversations'
import { system } from '#kernel/access'
import { systemClock } from '#kernel/clock'
import type { Database } from '#kernel/db'
import { openEventLog } from '#kernel/events'
import { newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import type { App } from '#kernel/registry'
import { openBench } from './support/bench-app.ts'
import { type Figure, median, printFigures, ratioFigure } from './support/figures.ts'
import { ACCOUNT, fill, idOf } from './support/fill.ts'
import { pgbench } from './support/pgbench.ts'
import { layReference, reference } from './support/reference.ts'
import { words } from './support/words.ts'

const CLIENTS = 32
/** Somebody waits in each of them already: the usual case, and the one that finds its indexes unchanged. */
const CONVERSATIONS = 200_000
const REQUIRED = 0.7

interface Round {
  perSecond: number
  walBytes: number
  bufferHits: number
}

async function ours(app: App, seconds: number): Promise<number> {
  const ctx = app.context(system)
  const end = performance.now() + seconds * 1000
  let done = 0
  const client = async () => {
    for (; performance.now() < end; done++) {
      const n = 1 + Math.floor(Math.random() * CONVERSATIONS)
      await receiveMessage(ctx, {
        conversationId: idOf(n),
        messageId: newId(),
        account: ACCOUNT,
        externalId: null,
        contactId: idOf(n, '9000'),
        text: words,
        lang: 'en',
        at: new Date(),
      })
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return done / seconds
}

/** What one message costs the server: bytes of write-ahead log and pages found in memory. */
async function counted(database: Database, seconds: number, run: () => Promise<number>): Promise<Round> {
  const before = await counters(database)
  const perSecond = await run()
  const after = await counters(database)
  const done = perSecond * seconds
  return { perSecond, walBytes: (after.wal - before.wal) / done, bufferHits: (after.hits - before.hits) / done }
}

async function counters({ pool }: Database): Promise<{ wal: number; hits: number }> {
  const { rows } = await pool.query<{ wal: string; hits: string }>(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as wal,
       (select sum(heap_blks_hit + coalesce(idx_blks_hit, 0))::text from pg_statio_user_tables) as hits`,
  )
  return { wal: Number(rows[0]?.wal), hits: Number(rows[0]?.hits) }
}

const cost = (rounds: readonly Round[]): string =>
  `WAL ${median(rounds.map((one) => one.walBytes)).toFixed(0)} B, buffers ${median(rounds.map((one) => one.bufferHits)).toFixed(0)}`

export async function benchReceiveMessage(rounds = 5, seconds = 8): Promise<Figure[]> {
  await using bench = await openBench(CLIENTS)
  const { app, database } = bench
  await layReference(database)
  await fill(database, { conversations: CONVERSATIONS })
  const events = openEventLog({ database, clock: systemClock, log: openLog('silent'), app, handlers: new Map() })
  events.start()
  const [mine, theirs, cpu]: [Round[], Round[], number[]] = [[], [], []]
  for (let n = 0; n < rounds; n++) {
    const before = process.cpuUsage()
    const round = await counted(database, seconds, () => ours(app, seconds))
    const used = process.cpuUsage(before)
    cpu.push((used.user + used.system) / (round.perSecond * seconds))
    mine.push(round)
    theirs.push(await counted(database, seconds, () => pgbench(database, reference, { clients: CLIENTS, seconds })))
  }
  await events.stop()
  const pairs = mine.map((own, at) => [own.perSecond, theirs[at]?.perSecond ?? Number.NaN] as const)
  const detail = `${cost(mine)}, client CPU ${median(cpu).toFixed(0)} µs; the reference: ${cost(theirs)}`
  const claim = `receive-message ÷ pgbench on bench/reference.sql, ${CLIENTS} clients, numberer at work`
  return [ratioFigure(claim, pairs, { unit: '/s', required: REQUIRED, detail })]
}

if (import.meta.main)
  printFigures(await benchReceiveMessage(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 8)))
