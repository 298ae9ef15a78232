// Mail: from the moment our listener has answered 250 until the console has the row, and how many mails a second twenty mailboxes take.
import { setTimeout as pause } from 'node:timers/promises'
import { createKey } from '#kernel/access'
import type { Database } from '#kernel/db'
import { newId } from '#kernel/ids'
import { type AppProcess, startAppProcess } from './support/app-process.ts'
import { openBench } from './support/bench-app.ts'
import { at, type Figure, median, printFigures } from './support/figures.ts'
import { BRAND, fill } from './support/fill.ts'
import { openSmtpLine } from './support/smtp-load.ts'
import { followInbox } from './support/staff-stream.ts'

const MAILBOXES = 20
const STEADY = 300
/** As busy as a large operator's morning. */
const EVERY_MS = 50
const STORM = 3_000
const LIMITS = { latencyMs: 1_000, perSecond: 100 }
const AUTHSERV = 'relay.bench.example'

const boxOf = (n: number): string => `care${n % MAILBOXES}@bench.example`

async function connectMailboxes({ pool }: Database): Promise<void> {
  for (let n = 0; n < MAILBOXES; n++) {
    const settings = { address: boxOf(n), authservId: AUTHSERV, relays: ['127.0.0.1'] }
    await pool.query(
      `insert into channels.account (id, brand_id, channel, name, settings, created_at) values ($1, $2, 'email', $3, $4, now())`,
      [newId(), BRAND, boxOf(n), JSON.stringify(settings)],
    )
  }
}

const words =
  'Hello, my line has been down since this morning, can you look?\r\n\r\nOn Friday Amina wrote:\r\n> The lamp stays red.\r\n'
const mailOf = (subject: string, n: number): string =>
  [
    `Authentication-Results: ${AUTHSERV}; dmarc=pass header.from=mail.example`,
    `From: Amina Person <amina${n}@mail.example>`,
    `To: <${boxOf(n)}>`,
    `Subject: ${subject}`,
    `Message-ID: <${subject}@mail.example>`,
    `Date: ${new Date().toUTCString()}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
  ].join('\r\n')

interface Bench {
  app: AppProcess
  port: number
  /** When the console had the row of a subject. */
  shown: Map<string, number>
}

/** Hands over so many mails by as many lines as there are mailboxes; answers when each was taken. */
async function handOver({ port }: Bench, name: string, count: number, everyMs: number): Promise<Map<string, number>> {
  const lines = await Promise.all(Array.from({ length: MAILBOXES }, () => openSmtpLine(port)))
  const taken = new Map<string, number>()
  const start = performance.now()
  await Promise.all(
    lines.map(async (line, lane) => {
      for (let n = lane; n < count; n += MAILBOXES) {
        if (everyMs > 0) await pause(Math.max(0, start + n * everyMs - performance.now()))
        const subject = `${name}-${n}`
        taken.set(subject, await line.hand(`amina${n}@mail.example`, boxOf(n), mailOf(subject, n)))
      }
      line.close()
    }),
  )
  return taken
}

async function allShown(bench: Bench, taken: ReadonlyMap<string, number>): Promise<number[]> {
  while ([...taken.keys()].some((subject) => !bench.shown.has(subject))) await pause(20)
  return [...taken].map(([subject, when]) => (bench.shown.get(subject) ?? when) - when)
}

async function latency(bench: Bench): Promise<Figure> {
  const late = await allShown(bench, await handOver(bench, 'steady', STEADY, EVERY_MS))
  const p95 = at(late, 0.95)
  return {
    claim: `mail: DATA accepted → the console has it, p95 at ${1_000 / EVERY_MS} mails a second`,
    ours: `${p95.toFixed(0)} ms (p50 ${median(late).toFixed(0)} ms)`,
    limit: `< ${LIMITS.latencyMs} ms`,
    ratio: LIMITS.latencyMs / p95,
  }
}

async function throughput(bench: Bench, rounds: number): Promise<Figure> {
  const rates: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await allShown(bench, await handOver(bench, `storm${round}`, STORM, 0))
    rates.push(STORM / ((performance.now() - start) / 1_000))
  }
  return {
    claim: `mails a second with ${MAILBOXES} mailboxes, from the first DATA until the console has the last of ${STORM}`,
    ours: `${median(rates).toFixed(0)}/s (${rates.map((rate) => rate.toFixed(0)).join(' ')})`,
    limit: `≥ ${LIMITS.perSecond}/s`,
    ratio: median(rates) / LIMITS.perSecond,
  }
}

export async function benchMail(rounds = 3): Promise<Figure[]> {
  await using base = await openBench(2)
  const { database } = base
  await fill(database, { conversations: 1 })
  await connectMailboxes(database)
  await using app = await startAppProcess(database, { SWITCHBOARD_SMTP_PORT: '0' })
  const { token } = await database.transaction('system', (tx) =>
    createKey(tx, { name: 'bench', role: 'admin', brand: null }),
  )
  if (app.mailPort === null) throw new Error('The listener is not there.')
  const bench: Bench = { app, port: app.mailPort, shown: new Map() }
  const leave = await followInbox(app.url, token, ({ subject }, when) => {
    if (subject !== null && !bench.shown.has(subject)) bench.shown.set(subject, when)
  })
  await allShown(bench, await handOver(bench, 'warm', 40, EVERY_MS))
  const figures = [await latency(bench), await throughput(bench, rounds)]
  leave()
  return figures
}

if (import.meta.main) printFigures(await benchMail(Number(process.argv[2] ?? 3)))
