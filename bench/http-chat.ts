// A chat message through the whole HTTP API of the whole product at work (identity, limits, contract, log, live views, handlers),
// against pgbench running the fixed yardstick on the same server.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Database } from '#kernel/db'
import { newId } from '#kernel/ids'
import { startAppProcess } from './support/app-process.ts'
import { openBench } from './support/bench-app.ts'
import { type Figure, printFigures, ratioFigure } from './support/figures.ts'
import { ACCOUNT, BRAND, fill, idOf } from './support/fill.ts'
import { httpLoad } from './support/http-load.ts'
import { pgbench } from './support/pgbench.ts'

const CLIENTS = 32
const CONVERSATIONS = 200_000
const VISITORS = 20_000
const REQUIRED = 0.35

const tokenOf = (n: number): string => `sbv_${n.toString().padStart(32, '0')}`
const words =
  'Hello, my line has been down since this morning, can you look? I have already switched the box off and on again, twice, and the lamp in the middle stays red. I work from home and need it before noon, so please tell me when.'

/** Every visitor's window holds a token of its conversation, and the brand has the window they write in. */
async function openWindows({ pool }: Database): Promise<void> {
  await pool.query(
    `insert into channels.account (id, brand_id, channel, name, created_at) values ($1, $2, 'chat.web', 'chat.web', now())`,
    [ACCOUNT, BRAND],
  )
  const numbers = Array.from({ length: VISITORS }, (_, n) => n + 1)
  const hashes = numbers.map((n) => createHash('sha256').update(tokenOf(n)).digest())
  await pool.query(
    `insert into kernel.visitor_token (id, token_hash, brand, contact_id, conversation_id, created_at, last_used_at)
     select gen_random_uuid(), hash, $1, contact, conversation, now(), now()
     from unnest($2::bytea[], $3::uuid[], $4::uuid[]) as one (hash, contact, conversation)`,
    [BRAND, hashes, numbers.map((n) => idOf(n, '9000')), numbers.map((n) => idOf(n))],
  )
}

function message(host: string): string {
  const body = JSON.stringify({ id: newId(), text: words })
  const token = tokenOf(1 + Math.floor(Math.random() * VISITORS))
  return `POST /api/v1/chat/messages HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

export async function benchHttpChat(rounds = 5, seconds = 8): Promise<Figure[]> {
  await using bench = await openBench(4)
  const { database } = bench
  await database.pool.query(
    readFileSync(new URL('reference-schema.sql', import.meta.url), 'utf8').replace(/^vacuum .*$/m, ''),
  )
  await fill(database, { conversations: CONVERSATIONS })
  await database.pool.query('vacuum analyze bench.conversation')
  await openWindows(database)
  const reference = readFileSync(new URL('reference.sql', import.meta.url), 'utf8')
  await using app = await startAppProcess(database)
  await httpLoad(app.url, { clients: CLIENTS, seconds: 2, request: message })
  const pairs: [number, number][] = []
  let cpu = 0
  for (let n = 0; n < rounds; n++) {
    const before = await app.cpu()
    const { perSecond, refused } = await httpLoad(app.url, { clients: CLIENTS, seconds, request: message })
    if (refused > 0) throw new Error(`${refused} messages were refused.`)
    cpu = ((await app.cpu()) - before) / (perSecond * seconds)
    pairs.push([perSecond, await pgbench(database, reference, { clients: CLIENTS, seconds })])
  }
  const detail = `the app’s CPU ${cpu.toFixed(0)} µs a message, its handlers included`
  return [
    ratioFigure(`chat message through the whole HTTP API ÷ pgbench, ${CLIENTS} clients`, pairs, {
      unit: '/s',
      required: REQUIRED,
      detail,
    }),
  ]
}

if (import.meta.main) printFigures(await benchHttpChat(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 8)))
