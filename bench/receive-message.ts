// Receiving a message through the door of conversations, against pgbench running the fixed reference statement on the same server:
// the least any system must write for it. Both sides alternate; the numberer works on ours all the while.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openConversations, receiveMessage } from '#conversations'
import { system } from '#kernel/access'
import { systemClock } from '#kernel/clock'
import { type Database, ensurePartitions, migrate, openDatabase } from '#kernel/db'
import { openEventLog } from '#kernel/events'
import { newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import { type App, createApp } from '#kernel/registry'
import { openPeople } from '#people'

const CLIENTS = 32
const CONVERSATIONS = 200_000
const REQUIRED = 0.7
const log = openLog('silent')
const text =
  'Hello, my line has been down since this morning, can you look? I have already switched the box off and on again, twice, and the lamp in the middle stays red. I work from home and need it before noon, so please tell me when.'

interface Round {
  perSecond: number
  clientCpuMicros: number
  walBytes: number
  bufferHits: number
}

const idOf = (n: number, kind = '8000'): string => `00000000-0000-7000-${kind}-${n.toString(16).padStart(12, '0')}`

/** 200,000 conversations where somebody waits already: the usual case, and the one that finds its indexes unchanged. */
async function fill(database: Database): Promise<void> {
  const client = await database.pool.connect()
  // Filling takes as long as it takes; the limit of the product's statements is for the product.
  await client.query('set statement_timeout = 0')
  const schema = readFileSync(new URL('reference-schema.sql', import.meta.url), 'utf8')
  // vacuum runs in no transaction, and a text of several statements is one.
  await client.query(schema.replace(/^vacuum .*$/m, ''))
  await client.query(
    `insert into people.brand (id, slug, name, languages, look, hours, first_holder, pre_chat, greeting, legal, created_at)
     values ($1, 'bench', 'Bench', '{en}', '{}', '{}', 'queue', '{}', '{}', '{}', now())`,
    [idOf(1, 'a000')],
  )
  await client.query(
    `insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, created_at)
     select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, $2, 'chat.web', 'private', n::text,
       ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'BEN-' || n, now() from generate_series(1, ${CONVERSATIONS}) n`,
    [idOf(1, 'a000'), idOf(2, 'a000')],
  )
  await client.query(
    `insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, created_at, holder, last_at, waiting_since)
     select id, brand_id, contact_id, 'Amina', channel, visibility, reference, created_at, 'queue', created_at, created_at from conversations.conversation`,
  )
  for (const table of [
    'conversations.inbox_row',
    'conversations.conversation',
    'conversations.message',
    'kernel.event',
    'bench.conversation',
  ]) {
    await client.query(`vacuum analyze ${table}`)
  }
  client.release(true)
}

async function ours(app: App, seconds: number): Promise<Round> {
  const ctx = app.context(system)
  const before = await counters(app.database)
  const cpu = process.cpuUsage()
  const end = performance.now() + seconds * 1000
  let done = 0
  const client = async () => {
    while (performance.now() < end) {
      const n = 1 + Math.floor(Math.random() * CONVERSATIONS)
      const at = new Date()
      await receiveMessage(ctx, {
        conversationId: idOf(n),
        messageId: newId(),
        account: idOf(2, 'a000'),
        externalId: null,
        contactId: idOf(n, '9000'),
        text,
        lang: 'en',
        at,
      })
      done++
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  const used = process.cpuUsage(cpu)
  const after = await counters(app.database)
  return round(done / seconds, (used.user + used.system) / done, before, after, done)
}

interface Counters {
  wal: number
  hits: number
}
async function counters(database: Database): Promise<Counters> {
  const { rows } = await database.pool.query<{ wal: string; hits: string }>(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as wal,
       (select sum(heap_blks_hit + coalesce(idx_blks_hit, 0))::text from pg_statio_user_tables) as hits`,
  )
  return { wal: Number(rows[0]?.wal), hits: Number(rows[0]?.hits) }
}

const round = (perSecond: number, clientCpuMicros: number, before: Counters, after: Counters, done: number): Round => ({
  perSecond,
  clientCpuMicros,
  walBytes: (after.wal - before.wal) / done,
  bufferHits: (after.hits - before.hits) / done,
})

async function reference(database: Database, seconds: number): Promise<Round> {
  const { host, port, user, password, database: name } = database.pool.options
  const before = await counters(database)
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(CLIENTS),
    '-j',
    String(cpus().length),
    '-T',
    String(seconds),
    '-f',
    new URL('reference.sql', import.meta.url).pathname,
  ]
  const secret = typeof password === 'string' ? password : ''
  const env = {
    ...process.env,
    PGHOST: host ?? '',
    PGPORT: String(port ?? 5432),
    PGUSER: user ?? '',
    PGPASSWORD: secret,
    PGDATABASE: name ?? '',
  }
  const out = await run('pgbench', args, env)
  const perSecond = Number(/tps = ([\d.]+)/.exec(out)?.[1])
  const after = await counters(database)
  return round(perSecond, Number.NaN, before, after, perSecond * seconds)
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, refuse) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    child.on('error', refuse)
    child.on('close', (code) => (code === 0 ? resolve(out) : refuse(new Error(`${command} ended with ${code}`))))
  })
}

export interface Claim {
  claim: string
  ours: string
  limit: string
  ratio: number
  required: number
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

export async function benchReceiveMessage(rounds = 5, seconds = 8): Promise<Claim> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  chmodSync(dataDir, 0o755)
  const database = await openDatabase({ config: { databaseUrl: null, dataDir }, clock: systemClock, log, max: CLIENTS })
  try {
    const app = await openBenchApp(database, dataDir)
    const events = openEventLog({ database, clock: systemClock, log, app, handlers: new Map() })
    events.start()
    const pairs: [Round, Round][] = []
    for (let n = 0; n < rounds; n++) pairs.push([await ours(app, seconds), await reference(database, seconds)])
    await events.stop()
    return claimOf(pairs)
  } finally {
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function openBenchApp(database: Database, dataDir: string): Promise<App> {
  await migrate(database)
  await ensurePartitions(database, systemClock)
  const blobs = { kind: 'folder', path: join(dataDir, 'blobs') } as const
  const config = {
    host: '127.0.0.1',
    port: 0,
    dataDir,
    databaseUrl: null,
    demo: false,
    secrets: ['bench'],
    publicUrl: null,
    trustedProxies: [],
    logLevel: 'silent',
    blobs,
    smtpPort: null,
    smtpTls: null,
    staffMail: null,
    dnsServers: [],
  } as const
  const app = createApp({ config, database, clock: systemClock, log })
  openPeople(app)
  openConversations(app)
  await fill(database)
  return app
}

function claimOf(pairs: readonly [Round, Round][]): Claim {
  const mine = median(pairs.map(([own]) => own.perSecond))
  const theirs = median(pairs.map(([, other]) => other.perSecond))
  const detail = (side: 0 | 1) =>
    `WAL ${median(pairs.map((pair) => pair[side].walBytes)).toFixed(0)} B, buffers ${median(pairs.map((pair) => pair[side].bufferHits)).toFixed(0)}`
  return {
    claim: 'receive-message ÷ pgbench on bench/reference.sql, 32 clients, numberer at work',
    ours: `${mine.toFixed(0)}/s (${detail(0)}, client CPU ${median(pairs.map(([own]) => own.clientCpuMicros)).toFixed(0)} µs)`,
    limit: `${theirs.toFixed(0)}/s (${detail(1)})`,
    ratio: median(pairs.map(([own, other]) => own.perSecond / other.perSecond)),
    required: REQUIRED,
  }
}

if (import.meta.main) console.log(await benchReceiveMessage(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 8)))
