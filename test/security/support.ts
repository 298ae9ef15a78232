import { createConnection, type Socket } from 'node:net'
import { newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import type { App } from '#kernel/registry'
import { openKnowledge } from '#knowledge'
import type { RequestOptions, StartOptions } from '../support/app.ts'
import { type Care, care, type Visitor } from '../support/care.ts'
import type { Person } from '../support/people.ts'
import { p99Of } from '../support/percentile.ts'

export interface Refusal {
  status: number
  code: string
  detail: string
  faults: { pointer: string; detail: string }[]
  text: string
  headers: Headers
}
export interface Fortress extends Care {
  eva: Person
  /** Everything that was logged, debug included. */
  logged(): string
  /** Sends whatever is said, as the tests of bad input need it. */
  send(path: string, options?: RequestOptions): Promise<Refusal>
  /** Rows of every table of ours, by name. */
  counts(): Promise<Record<string, number>>
}

/** An operator whose conversations wait in a queue, with its log kept in memory. */
export async function fortress(options: StartOptions = {}): Promise<Fortress> {
  const lines: string[] = []
  const log = openLog('debug', { write: (line) => void lines.push(line) })
  const the = await care({ modules: [openKnowledge], start: { log, ...options } })
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  return {
    ...the,
    eva: await the.person({ role: 'advisor', brand: the.lumo }),
    logged: () => lines.join(''),
    send: (path, request) => refusalOf(the, path, request),
    counts: () => countsOf(the.app.app),
  }
}

async function refusalOf(the: Care, path: string, request?: RequestOptions): Promise<Refusal> {
  const answer = await the.app.fetch(path, request)
  const text = await answer.text()
  const body = parsed(text)
  return {
    status: answer.status,
    code: String(body.code ?? ''),
    detail: String(body.detail ?? ''),
    faults: Array.isArray(body.faults) ? body.faults : [],
    text,
    headers: answer.headers,
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}

/** What a refused request may leave behind: who was seen when, counts of attempts, and the record of a denial. */
const MAY_GROW = ['kernel.audit', 'kernel.sign_in_failure']

async function countsOf({ database }: App): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of await tablesOf(database.pool)) {
    if (MAY_GROW.includes(table)) continue
    const { rows } = await database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    counts[table] = rows[0]?.n ?? 0
  }
  return counts
}

type Pool = App['database']['pool']
export async function tablesOf(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' order by 1`)
  return rows.map(({ name }) => name)
}

/** In which tables does a row hold this text, in whatever column? */
export async function tablesWith(pool: Pool, text: string): Promise<string[]> {
  const found: string[] = []
  for (const table of await tablesOf(pool)) {
    const { rows } = await pool.query(`select 1 from ${table} t where strpos(t::text, $1) > 0 limit 1`, [text])
    if (rows.length > 0) found.push(table)
  }
  return found
}

export const upload = (name: string, bytes: Buffer | string, type = 'application/octet-stream'): FormData => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(Buffer.from(bytes))], { type }), name)
  return form
}

export const uploadTo = (the: Fortress, visitor: Visitor, form: FormData, id: string = newId()): Promise<Refusal> =>
  the.send(`/api/v1/chat/uploads?id=${id}`, { method: 'POST', body: form, bearer: visitor.token })

export interface Raw {
  socket: Socket
  /** Everything that came back, once the server has closed or the text has come. */
  until(text: string | 'closed'): Promise<string>
}

/** Bytes on a socket, as no client library would send them. `from` is another address of the loopback network. */
export function raw(url: string, bytes: string | Buffer, from = '127.0.0.1'): Raw {
  const { hostname, port } = new URL(url)
  const socket = createConnection({ host: hostname, port: Number(port), localAddress: from })
  let seen = ''
  socket.on('error', () => {})
  socket.on('data', (part) => {
    seen += part.toString('latin1')
  })
  socket.write(bytes)
  return {
    socket,
    until: (text) =>
      new Promise((resolve) => {
        const look = () => text !== 'closed' && seen.includes(text) && resolve(seen)
        look()
        socket.on('data', look).once('close', () => resolve(seen))
      }),
  }
}

/** Milliseconds of CPU that this thread spends while it runs, on us and on those who ask: what else the machine does is not in it. */
export async function cpuDuring(run: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage()
  await run()
  return cpuSince(before)
}

const cpuSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

export interface LoopDelay {
  /** How long our own work kept a timer waiting, in the best of its seconds: the 99th percentile in milliseconds. */
  p99: number
  /** The same of all the time, with what the machine did beside it. */
  seen: number
}
interface Late {
  at: number
  ours: number
  seen: number
}

const EVERY_MS = 5
/** Of a shorter time, the slowest one in a hundred says nothing. */
const FEWEST = 20

/** The event loop's delay while this ran. Of the time a timer was late, as much is ours as this thread was computing. */
export async function loopDelayDuring(run: () => Promise<unknown>): Promise<LoopDelay> {
  const all: Late[] = []
  const began = performance.now()
  let [last, cpu] = [began, process.threadCpuUsage()]
  const look = (): void => {
    const now = performance.now()
    const seen = Math.max(0, now - last - EVERY_MS)
    all.push({ at: now - began, ours: Math.min(seen, cpuSince(cpu)), seen })
    last = now
    cpu = process.threadCpuUsage()
  }
  const wheel = setInterval(look, EVERY_MS)
  await run()
  clearInterval(wheel)
  look()
  const seconds = [...Map.groupBy(all, ({ at }) => Math.floor(at / 1_000)).values()]
  const long = seconds.filter(({ length }) => length >= FEWEST)
  const ours = (long.length > 0 ? long : [all]).map((second) => p99Of(second.map((late) => late.ours)))
  return { p99: Math.min(...ours), seen: p99Of(all.map((late) => late.seen)) }
}

export const inWords = ({ p99, seen }: LoopDelay): string =>
  `event loop delay p99 ${p99.toFixed(1)} ms of our own (${seen.toFixed(1)} ms with all that the machine did)`
